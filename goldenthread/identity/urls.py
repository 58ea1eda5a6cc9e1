"""Addresses of signing in, one's own account, people, posts, leave, drafts and the record.

The names that begin with ``account_`` and ``mfa_`` are those by which allauth
finds its way; every page stands at an address of ours and in our design.
"""

from allauth.mfa.base.views import IndexView
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from django.urls import path

from goldenthread.identity.views import account, accounts, acting, drafts, handover, people, posts, record, signing

signing_patterns = [
    path("sign-in/", signing.sign_in, name="account_login"),
    path("sign-in/code/", signing.sign_in_code, name="mfa_authenticate"),
    path("sign-out/", signing.sign_out, name="sign-out"),
    path("welcome/<str:token>/", signing.welcome, name="welcome"),
]

account_patterns = [
    path("account/", account.account, name="account"),
    path("account/password/", account.password, name="account_change_password"),
    path("account/confirm/", account.confirm, name="account_reauthenticate"),
    path("account/confirm/code/", account.confirm_code, name="mfa_reauthenticate"),
    path("account/authenticator/", IndexView.as_view(template_name="identity/authenticator.html"), name="mfa_index"),
    path("account/authenticator/add/", account.authenticator_add, name="mfa_activate_totp"),
    path("account/authenticator/remove/", account.authenticator_remove, name="mfa_deactivate_totp"),
    path(
        "account/authenticator/codes/",
        ViewRecoveryCodesView.as_view(template_name="identity/codes.html"),
        name="mfa_view_recovery_codes",
    ),
    path("account/authenticator/codes/new/", account.codes_new, name="mfa_generate_recovery_codes"),
    path("account/signed-in/", account.signed_in, name="signed-in"),
    path("account/signed-in/end/", account.end_signed_in, name="end-signed-in"),
    path("account/acting/", acting.acting, name="acting"),
    path("account/acting/begin/", acting.begin, name="begin-acting"),
    path("account/acting/stop/", acting.stop, name="stop-acting"),
    path("account/acting/give/", acting.give_leave, name="give-leave"),
    path("account/acting/take-back/", acting.take_back, name="take-back-leave"),
    path("drafts/", drafts.drafts, name="drafts"),
    path("drafts/keep/", drafts.keep, name="keep-draft"),
    path("drafts/drop/", drafts.drop, name="drop-draft"),
]

people_patterns = [
    path("people/", people.people, name="people"),
    path("people/add/", people.add, name="add-person"),
    path("people/<slug:key>/", people.person, name="person"),
    path("people/<slug:key>/change/", people.change, name="change-person"),
    path("people/<slug:key>/known-as/", people.match_initials, name="match-initials"),
    path("people/<slug:key>/known-as/forget/", people.forget_initials, name="forget-initials"),
    path("people/<slug:key>/invite/", accounts.invite, name="invite-person"),
    path("people/<slug:key>/new-password/", accounts.reset, name="reset-password"),
    path("people/<slug:key>/link/", accounts.show_link, name="person-link"),
    path("people/<slug:key>/disable/", accounts.disable, name="disable-account"),
    path("people/<slug:key>/enable/", accounts.enable, name="enable-account"),
    path("people/<slug:key>/sign-out/", accounts.sign_out_everywhere, name="sign-out-everywhere"),
    path("people/<slug:key>/roles/give/", accounts.role_give, name="give-role"),
    path("people/<slug:key>/roles/<slug:role>/<slug:where>/<str:since>/end/", accounts.role_end, name="end-role"),
    path("people/<slug:key>/leave/", acting.give_leave, name="give-leave-for"),
    path("people/<slug:key>/hand-over/", handover.hand_over, name="hand-over"),
    path("people/<slug:key>/hand-over/withdraw/", handover.withdraw, name="withdraw-hand-over"),
]

post_patterns = [
    path("posts/", posts.posts, name="posts"),
    path("posts/add/", posts.add, name="add-post"),
    path("posts/<slug:key>/", posts.post, name="post"),
    path("posts/<slug:key>/hold/", posts.hold, name="hold-post"),
    path("posts/<slug:key>/known-as/", posts.match_initials, name="match-post"),
    path("posts/<slug:key>/holders/<slug:person>/<str:since>/end/", posts.holding_end, name="end-holding"),
    path("posts/<slug:key>/end/", posts.end, name="end-post"),
]

record_patterns = [
    path("record/", record.done, name="record"),
    path("record/seen/", record.seen, name="record-seen"),
]

urlpatterns = [*signing_patterns, *account_patterns, *people_patterns, *post_patterns, *record_patterns]
