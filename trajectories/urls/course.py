"""Addresses of lessons, participation, ontzorgen, early signals and the end of a trajectory."""

from django.urls import path

from trajectories.views import closure, course, exams, hours, module_map, ontzorgen, pvt, signals

ONE = "trajecten/<str:number>/"
LESSONS = f"{ONE}lessen/"
BILLS = f"{ONE}ontzorgen/"
urlpatterns = [
    path(LESSONS, course.show_course, name="show_course"),
    path(f"{LESSONS}plaatsing/nieuw/", course.new_placement, name="new_placement"),
    path(f"{LESSONS}plaatsing/<int:placement>/start/", course.start_placement, name="start_placement"),
    path(f"{LESSONS}plaatsing/<int:placement>/einde/", course.end_placement, name="end_placement"),
    path(f"{LESSONS}uren/", hours.record_hours, name="record_hours"),
    path(f"{LESSONS}uren.xlsx", hours.export_hours, name="export_hours"),
    path(f"{LESSONS}examens/nieuw/", exams.new_sitting, name="new_sitting"),
    path(f"{LESSONS}examens/<int:sitting>/uitslag/", exams.give_result, name="give_result"),
    path(f"{LESSONS}z-route/", exams.end_z_route, name="end_z_route"),
    path(f"{LESSONS}pvt/", pvt.record_pvt, name="record_pvt"),
    path(f"{LESSONS}pvt/ondertekend/", pvt.sign_pvt, name="sign_pvt"),
    path(f"{LESSONS}pvt/niet-ondertekend/", pvt.pvt_not_signed, name="pvt_not_signed"),
    path(f"{LESSONS}map/", module_map.record_map, name="record_map"),
    path(f"{LESSONS}map/eindgesprek/", module_map.finish_map, name="finish_map"),
    path(f"{LESSONS}map/niet-afgerond/", module_map.map_not_completed, name="map_not_completed"),
    path(BILLS, ontzorgen.show_ontzorgen, name="show_ontzorgen"),
    path(f"{BILLS}nieuw/", ontzorgen.ask_ontzorgen, name="ask_ontzorgen"),
    path(f"{BILLS}ontzorgen.xlsx", ontzorgen.export_ontzorgen, name="export_ontzorgen"),
    path(f"{BILLS}<int:bill>/betaald/", ontzorgen.arrange_ontzorgen, name="arrange_ontzorgen"),
    path(f"{BILLS}<int:bill>/geweigerd/", ontzorgen.refuse_ontzorgen, name="refuse_ontzorgen"),
    path(f"{BILLS}<int:bill>/overdragen/", ontzorgen.hand_back_ontzorgen, name="hand_back_ontzorgen"),
    path(f"{BILLS}<int:bill>/signaal/", ontzorgen.make_signaal, name="make_signaal"),
    path(f"{ONE}signalen/", signals.show_signals, name="show_signals"),
    path(f"{ONE}signalen/signalen.xlsx", signals.export_signals, name="export_signals"),
    path(f"{ONE}signalen/<int:signal>/", signals.handle_signal, name="handle_signal"),
    path(f"{ONE}afsluiten/", closure.close_trajectory, name="close_trajectory"),
    path(f"{ONE}afsluiten/afronding/", closure.begin_completion, name="begin_completion"),
    path(f"{ONE}afsluiten/heropenen/", closure.reopen_trajectory, name="reopen_trajectory"),
    path(f"{ONE}afsluiten/daarna/", closure.record_afterwards, name="record_afterwards"),
]
