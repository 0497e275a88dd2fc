from django.urls import path

from apps.payments import views

app_name = "payments"
urlpatterns = [
    path("payments/", views.batch_list, name="list"),
    path("payments/draft/", views.draft, name="draft"),
    path("payments/funds/", views.funds, name="funds"),
    path("payments/funds/open/", views.open_fund, name="open_fund"),
    path("payments/funds/enter/", views.enter_funds, name="enter_funds"),
    path("payments/once/", views.rounds, name="rounds"),
    path("payments/once/<int:round_id>/approve/", views.approve_round, name="approve_round"),
    path("payments/once/<int:round_id>/discard/", views.discard_round, name="discard_round"),
    path("payments/funerals/", views.funerals, name="funerals"),
    path("payments/funerals/<int:person_id>/", views.new_funeral, name="new_funeral"),
    path("payments/funerals/claims/<int:round_id>/", views.funeral_claim, name="funeral_claim"),
    path("payments/funerals/claims/<int:round_id>/account/", views.claimant_account, name="claimant_account"),
    path("payments/funerals/claims/<int:round_id>/reveal/", views.reveal_claimant, name="reveal_claimant"),
    path("payments/recoveries/", views.recoveries, name="recoveries"),
    path("payments/recoveries/new/<int:award_id>/", views.new_recovery, name="new_recovery"),
    path("payments/recoveries/<int:order_id>/", views.recovery, name="recovery"),
    path("payments/recoveries/<int:order_id>/set_off/", views.set_off, name="set_off"),
    path("payments/months/<int:year>/<int:month>/", views.month, name="month"),
    path("payments/months/<int:year>/<int:month>/draft/", views.draft_month, name="draft_month"),
    path("payments/<int:batch_id>/", views.batch, name="batch"),
    path("payments/<int:batch_id>/approve/", views.approve, name="approve"),
    path("payments/<int:batch_id>/redraft/", views.redraft, name="redraft"),
    path("payments/<int:batch_id>/export/", views.export, name="export"),
    path("payments/<int:batch_id>/bank_file.<str:form>", views.bank_file, name="bank_file"),
    path("payments/<int:batch_id>/return/", views.bank_return, name="bank_return"),
    path("payments/<int:batch_id>/roster.pdf", views.community_roster, name="community_roster"),
    path("payments/<int:batch_id>/roster.xlsx", views.roster, name="roster"),
]
