"""Every URL × every person × the expected status, in one table. A URL that is missing from it fails.

What one does not see is a 404 with the words of an id that does not exist; what one sees but may not do is a 403;
what one may do but not now is a 409 (to look at what is done leads to the case); whoever did not sign in goes to the login page (the API says 401 or 403).
"""

import re
from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from apps.publicity.models import AppraisalMember
from apps.routing.models import Case
from apps.rules.facts.tekun import INDICATORS
from tests.checks.visiting import VISIT, visit_form
from tests.documents.pictures import photo
from tests.households.makers import id_number
from tests.web.conftest import PERSONS

# The auditor's column follows from the supervisor's (`AUDITED`).
# Where: the scene in which the story stands and what else stands in the address (tests/web/scenes.py).
TABLE = """
METHOD URL                           WHERE       clerk colleague hukou_clerk reviewer approver supervisor stranger policy administrator anonymous
GET    healthz                       -             503       503         503      503      503        503      503    503           503       503
GET    login                         -             302       302         302      302      302        302      302    302           302       200
POST   login                         -             302       302         302      302      302        302      302    302           302       200
POST   logout                        -             302       302         302      302      302        302      302    302           302       302
GET    schema                        -             200       200         200      200      200        200      200    200           200       403
GET    api_docs                      -             200       200         200      200      200        200      200    200           200       302
POST   applications:api_applications -             201       201         403      403      403        403      403    403           403       403
GET    applications:api_case         accepted      200       200         200      200      200        200      404    403           403       403
POST   checks:api_check_results      checking      201       201         409      409      403        403      404    403           403       403
POST   applications:api_preview      -             422       422         422      422      422        422      422    403           403       403
GET    desk:worklist                 -             200       200         200      200      200        200      200    200           200       302
GET    desk:supervise                -             200       200         200      200      200        200      200    403           403       302
GET    desk:search                   -             200       200         200      200      200        200      200    403           403       302
POST   desk:search                   -             200       200         200      200      200        200      200    403           403       302
POST   desk:assign                   -             302       302         302      302      302        302      302    302           302       302
GET    desk:demonstration_day        -             403       403         403      403      403        403      403    403           200       302
POST   desk:demonstration_day        -             403       403         403      403      403        403      403    403           302       302
GET    desk:case                     submitted     200       200         200      200      200        200      404    404           404       302
GET    desk:case                     decided       200       200         200      200      200        200      404    404           404       302
GET    desk:case                     elsewhere     404       404         404      404      404        404      200    404           404       302
GET    households:list               -             200       200         200      200      200        200      200    403           403       302
POST   households:list               -             200       200         200      200      200        200      200    403           403       302
GET    households:detail             accepted      200       200         200      200      200        200      404    404           404       302
GET    households:detail             elsewhere     404       404         404      404      404        404      200    404           404       302
GET    households:reveal             accepted      200       200         200      200      200        200      404    404           404       302
POST   households:reveal             accepted      200       200         200      200      200        200      404    404           404       302
GET    households:reveal             elsewhere     404       404         404      404      404        404      200    404           404       302
POST   households:reveal             elsewhere     404       404         404      404      404        404      200    404           404       302
GET    households:reveal_account     accepted      200       200         200      200      200        200      404    404           404       302
POST   households:reveal_account     accepted      200       200         200      200      200        200      404    404           404       302
POST   households:reveal_account     elsewhere     404       404         404      404      404        404      200    404           404       302
GET    applications:new              -             200       200         200      403      403        403      200    403           403       302
POST   applications:new              -             302       302         302      403      403        403      302    403           403       302
GET    applications:entry            draft         200       404         404      403      403        403      404    403           403       302
POST   applications:entry            draft         422       404         404      403      403        403      404    403           403       302
GET    applications:discard          draft         200       404         404      403      403        403      404    403           403       302
POST   applications:discard          draft         302       404         404      403      403        403      404    403           403       302
GET    applications:accept           submitted     200       200         409      403      403        403      404    404           404       302
POST   applications:accept           submitted     302       302         409      403      403        403      404    404           404       302
GET    applications:accept           accepted      302       302         302      403      403        403      404    404           404       302
POST   applications:accept           accepted      409       409         409      403      403        403      404    404           404       302
GET    applications:supplement       incomplete    200       200         409      403      403        403      404    404           404       302
POST   applications:supplement       incomplete    302       302         409      403      403        403      404    404           404       302
POST   applications:supplement       accepted      409       409         409      403      403        403      404    404           404       302
GET    applications:received         incomplete    200       200         409      403      403        403      404    404           404       302
POST   applications:received         incomplete    409       409         409      403      403        403      404    404           404       302
GET    applications:withdraw         accepted      200       200         200      403      403        403      404    404           404       302
POST   applications:withdraw         accepted      302       302         302      403      403        403      404    404           404       302
POST   applications:withdraw         announced     409       409         409      403      403        403      404    404           404       302
GET    checks:economic_check         checking      200       200         409      409      403        403      404    404           404       302
POST   checks:economic_check         checking      409       409         409      409      403        403      404    404           404       302
GET    checks:start                  accepted      200       200         409      409      403        403      404    404           404       302
POST   checks:start                  accepted      302       302         409      409      403        403      404    404           404       302
POST   checks:start                  visited       409       409         409      409      403        403      404    404           404       302
GET    checks:authorise              unsigned      200       200         409      409      403        403      404    404           404       302
POST   checks:authorise              unsigned      302       302         409      409      403        403      404    404           404       302
POST   checks:authorise              accepted      404       404         409      409      403        403      404    404           404       302
GET    checks:authorise_supporter    tekun         200       200         409      409      403        403      404    404           404       302
POST   checks:authorise_supporter    tekun         302       302         409      409      403        403      404    404           404       302
POST   checks:authorise_supporter    accepted      404       404         409      409      403        403      404    404           404       302
GET    checks:withdraw_authorisation checking      200       200         403      403      403        403      404    404           404       302
POST   checks:withdraw_authorisation checking      302       302         403      403      403        403      404    404           404       302
POST   checks:withdraw_authorisation accepted      404       404         404      404      403        403      404    404           404       302
GET    checks:try_now                checking      200       200         409      409      403        403      404    404           404       302
POST   checks:try_now                checking      302       302         409      409      403        403      404    404           404       302
POST   checks:try_now                accepted      404       404         404      404      403        403      404    404           404       302
GET    checks:request_file           checking      200       200         409      409      403        403      404    404           404       302
POST   checks:request_file           checking      409       409         409      409      403        403      404    404           404       302
GET    checks:answer_file            checking      200       200         409      409      403        403      404    404           404       302
POST   checks:answer_file            checking      409       409         409      409      403        403      404    404           404       302
GET    checks:report                 checking      200       200         200      200      200        200      404    404           404       302
GET    checks:report                 accepted      404       404         404      404      404        404      404    404           404       302
GET    checks:finding                checking      200       200         409      409      403        403      404    404           404       302
POST   checks:finding                checking      302       302         409      409      403        403      404    404           404       302
GET    checks:import                 checking      200       200         409      409      403        403      404    404           404       302
POST   checks:import                 checking      302       302         409      409      403        403      404    404           404       302
GET    checks:settle                 checking      200       200         409      409      403        403      404    404           404       302
POST   checks:settle                 checking      302       302         409      409      403        403      404    404           404       302
GET    checks:settle                 accepted      404       404         409      409      403        403      404    404           404       302
POST   checks:settle                 accepted      404       404         404      404      403        403      404    404           404       302
GET    checks:home_visit             accepted      200       200         409      403      403        403      404    404           404       302
POST   checks:home_visit             accepted      302       302         409      403      403        403      404    404           404       302
POST   checks:home_visit             visited       409       409         409      403      403        403      404    404           404       302
GET    checks:visit_photos           accepted      200       200         409      403      403        403      404    404           404       302
POST   checks:visit_photos           accepted      302       302         409      403      403        403      404    404           404       302
POST   checks:visit_photos           visited       409       409         409      403      403        403      404    404           404       302
GET    checks:absence                accepted      200       200         409      403      403        403      404    404           404       302
POST   checks:absence                accepted      302       302         409      403      403        403      404    404           404       302
GET    checks:start_visit            accepted      200       200         409      403      403        403      404    404           404       302
POST   checks:start_visit            accepted      302       302         409      403      403        403      404    404           404       302
GET    routing:hand_over             visited       200       200         409      409      403        403      404    404           404       302
POST   routing:hand_over             visited       302       302         409      409      403        403      404    404           404       302
POST   routing:hand_over             accepted      409       409         409      409      403        403      404    404           404       302
POST   routing:receive               handed_over   403       403         403      302      403        403      404    404           404       302
POST   routing:receive               visited       403       403         403      409      403        403      404    404           404       302
GET    routing:send_back             handed_over   403       403         403      200      403        403      404    404           404       302
POST   routing:send_back             handed_over   403       403         403      302      403        403      404    404           404       302
POST   routing:send_back             visited       403       403         403      409      403        403      404    404           404       302
GET    applications:first_review     handed_over   403       403         403      200      403        403      404    404           404       302
POST   applications:first_review     handed_over   403       403         403      302      403        403      404    404           404       302
GET    applications:single_choice    choosing      403       403         403      200      403        403      404    404           404       302
POST   applications:single_choice    choosing      403       403         403      302      403        403      404    404           404       302
POST   applications:single_choice    handed_over   403       403         403      409      403        403      404    404           404       302
GET    care:self_care                tekun         409       409         200      200      403        403      404    404           404       302
POST   care:self_care                tekun         409       409         302      302      403        403      404    404           404       302
POST   care:self_care                accepted      409       409         409      409      403        403      404    404           404       302
POST   applications:first_review     reviewed      403       403         403      409      403        403      404    404           404       302
GET    benefits:calculation          decided       200       200         200      200      200        200      404    404           404       302
GET    benefits:assessment           decided       200       200         200      200      200        200      404    404           404       302
GET    benefits:assessment           visited       404       404         404      404      404        404      404    404           404       302
GET    benefits:appeal               decided       403       403         403      200      200        200      404    404           404       302
POST   benefits:appeal               decided       403       403         403      302      302        302      404    404           404       302
GET    benefits:appeal               accepted      403       403         403      409      409        409      404    404           404       302
POST   benefits:appeal               accepted      403       403         403      409      409        409      404    404           404       302
POST   benefits:appeal               announced     403       403         403      409      409        409      404    404           404       302
GET    benefits:close_appeal         announced     403       403         403      200      200        200      404    404           404       302
POST   benefits:close_appeal         announced     403       403         403      302      302        302      404    404           404       302
GET    benefits:close_appeal         decided       403       403         403      404      404        404      404    404           404       302
GET    benefits:calculator           -             200       200         200      200      200        200      200    200           200       302
GET    benefits:sources              -             200       200         200      200      200        200      200    200           200       302
POST   benefits:calculator           -             422       422         422      422      422        422      422    422           422       302
GET    publicity:public_notice       reviewed      200       200         200      200      403        403      404    404           404       302
POST   publicity:public_notice       reviewed      302       302         302      302      403        403      404    404           404       302
GET    publicity:public_notice       posted        200       200         200      200      403        403      404    404           404       302
POST   publicity:public_notice       posted        302       302         302      302      403        403      404    404           404       302
POST   publicity:public_notice       visited       409       409         409      409      403        403      404    404           404       302
GET    publicity:withdraw_notice     posted        200       200         200      200      403        403      404    404           404       302
POST   publicity:withdraw_notice     posted        302       302         302      302      403        403      404    404           404       302
POST   publicity:withdraw_notice     visited       409       409         409      409      403        403      404    404           404       302
GET    publicity:objection           posted        200       200         200      200      403        403      404    404           404       302
POST   publicity:objection           posted        302       302         302      302      403        403      404    404           404       302
GET    publicity:handle_objections   objected      403       403         403      200      403        403      404    404           404       302
POST   publicity:handle_objections   objected      403       403         403      302      403        403      404    404           404       302
POST   publicity:handle_objections   handed_over   403       403         403      409      403        403      404    404           404       302
GET    publicity:appraisal           appraised     409       409         200      200      403        403      404    404           404       302
POST   publicity:appraisal           appraised     409       409         302      302      403        403      404    404           404       302
POST   publicity:appraisal           posted        409       409         409      409      403        403      404    404           404       302
GET    publicity:convene             appraised     409       409         200      200      403        403      404    404           404       302
POST   publicity:convene             appraised     409       409         302      302      403        403      404    404           404       302
GET    publicity:name_members        appraised     200       200         200      200      403        403      404    404           404       302
POST   publicity:name_members        appraised     302       302         302      302      403        403      404    404           404       302
POST   publicity:objection           visited       409       409         409      409      403        403      404    404           404       302
GET    applications:decision         taken_down    403       403         403      403      200        403      404    404           404       302
POST   applications:decision         taken_down    403       403         403      403      302        403      404    404           404       302
POST   applications:decision         posted        403       403         403      403      409        403      404    404           404       302
GET    publicity:announcement        decided       200       200         200      200      200        403      404    404           404       302
POST   publicity:announcement        decided       302       302         302      302      302        403      404    404           404       302
POST   publicity:announcement        announced     409       409         409      409      409        403      404    404           404       302
GET    reviews:progress              -             200       200         200      200      200        200      200    403           403       302
GET    reviews:new_campaign          -             403       403         403      403      200        200      200    403           403       302
POST   reviews:new_campaign          -             403       403         403      403      302        302      422    403           403       302
GET    reviews:campaign              campaign      404       404         200      200      200        200      404    404           404       302
POST   reviews:close_campaign        campaign      404       404         403      403      409        409      404    404           404       302
GET    reviews:exclude               campaign      404       404         403      403      200        200      404    404           404       302
POST   reviews:exclude               campaign      404       404         403      403      302        302      404    404           404       302
GET    reviews:extension             -             403       403         403      403      200        200      200    403           403       302
POST   reviews:extension             -             403       403         403      403      302        302      422    403           403       302
GET    reviews:switches              -             403       403         403      403      200        200      200    403           403       302
POST   reviews:switches              -             403       403         403      403      302        302      422    403           403       302
POST   reviews:end_switch            switch        404       404         403      403      302        302      404    404           404       302
GET    reviews:takeovers             -             200       200         200      403      200        403      200    403           403       302
POST   reviews:takeovers             -             422       422         422      403      403        403      422    403           403       302
GET    reviews:takeover_template     -             200       200         200      403      403        403      200    403           403       302
GET    reviews:takeover              takeover      404       404         200      404      200        404      404    404           404       302
GET    reviews:marked_copy           takeover      404       404         200      404      200        404      404    404           404       302
POST   reviews:confirm_takeover      takeover      404       404         403      404      302        404      404    404           404       302
POST   reviews:discard_takeover      takeover      404       404         302      404      403        404      404    404           404       302
GET    reviews:periodic_review       reviewing     409       409         200      200      403        403      404    404           404       302
POST   reviews:periodic_review       reviewing     409       409         302      302      403        403      404    404           404       302
POST   reviews:periodic_review       proposed      409       409         409      409      403        403      404    404           404       302
GET    reviews:ask                   reviewing     409       409         200      200      403        403      404    404           404       302
POST   reviews:ask                   reviewing     409       409         302      302      403        403      404    404           404       302
GET    reviews:visit_sheet           reviewing     200       200         200      200      200        200      404    404           404       302
GET    reviews:decision              proposed      403       403         403      403      200        403      404    404           404       302
POST   reviews:decision              proposed      403       403         403      403      302        403      404    404           404       302
POST   reviews:decision              reviewing     403       403         403      403      409        403      404    404           404       302
GET    reviews:verification          changing      409       409         200      200      403        403      404    404           404       302
POST   reviews:verification          changing      409       409         302      302      403        403      404    404           404       302
GET    reviews:withdraw              changing      403       403         200      200      403        403      404    404           404       302
POST   reviews:withdraw              changing      403       403         302      302      403        403      404    404           404       302
GET    reviews:report                accepted      200       200         200      403      403        403      404    404           404       302
POST   reviews:report                changing      302       302         302      403      403        403      404    404           404       302
GET    documents:preview             decided       200       200         200      200      200        200      404    404           404       302
GET    documents:preview             roster        404       404         200      200      200        200      404    404           404       302
GET    documents:preview             elsewhere     404       404         404      404      404        404      200    404           404       302
GET    documents:papers              -             200       200         200      200      200        200      200    200           200       302
POST   documents:order_print         -             302       302         302      302      302        403      302    403           403       302
GET    documents:print_progress      -             200       404         404      404      404        404      404    404           404       302
GET    documents:print_zip           -             200       404         404      404      404        404      404    404           404       302
GET    documents:void                decided       403       403         200      200      200        403      404    404           404       302
POST   documents:void                decided       403       403         302      302      302        403      404    404           404       302
GET    applications:papers           decided       200       200         200      200      200        403      404    404           404       302
GET    applications:sheet            decided       200       200         200      200      200        403      404    404           404       302
POST   applications:sheet            decided       302       302         302      302      302        403      404    404           404       302
POST   applications:sheet            submitted     409       409         409      409      409        403      404    404           404       302
GET    documents:original            decided       200       200         200      200      200        200      404    404           404       302
GET    documents:original            roster        404       404         200      200      200        200      404    404           404       302
GET    documents:original            elsewhere     404       404         404      404      404        404      200    404           404       302
GET    routing:relatives             accepted      200       200         200      200      200        403      404    404           404       302
POST   routing:relatives             accepted      302       302         302      302      302        403      404    404           404       302
GET    routing:cancel_relative       accepted      200       200         200      200      200        403      404    404           404       302
POST   routing:cancel_relative       accepted      302       302         302      302      302        403      404    404           404       302
GET    routing:relatives_list        -             200       200         200      200      200        200      200    403           403       302
GET    documents:attachments         accepted      200       200         200      200      403        403      404    404           404       302
POST   documents:attachments         accepted      302       302         302      302      403        403      404    404           404       302
POST   documents:attachments         announced     409       409         409      409      403        403      404    404           404       302
GET    documents:attachment          accepted      200       200         200      200      200        200      404    404           404       302
GET    documents:withdraw_attachment accepted      200       200         200      200      403        403      404    404           404       302
POST   documents:withdraw_attachment accepted      302       302         302      302      403        403      404    404           404       302
GET    payments:list                 -             200       200         200      200      200        200      200    403           403       302
POST   payments:draft                -             422       422         302      403      403        403      422    403           403       302
GET    payments:funds                -             200       200         200      200      200        200      200    403           403       302
POST   payments:open_fund            -             403       403         403      403      403        422      403    403           403       302
POST   payments:enter_funds          -             403       403         403      403      403        422      403    403           403       302
GET    payments:rounds               -             200       200         200      200      200        200      200    403           403       302
POST   payments:rounds               -             422       422         422      403      403        403      422    403           403       302
POST   payments:approve_round        -             404       404         403      403      302        403      404    404           404       302
POST   payments:discard_round        -             404       404         302      403      403        403      404    404           404       302
GET    payments:funerals             -             200       200         200      200      200        200      200    403           403       302
GET    payments:new_funeral          -             404       404         200      403      403        403      404    404           404       302
POST   payments:new_funeral          -             404       404         422      403      403        403      404    404           404       302
GET    payments:funeral_claim        -             404       404         200      200      200        200      404    404           404       302
GET    payments:claimant_account     -             404       404         200      403      403        403      404    404           404       302
POST   payments:claimant_account     -             404       404         422      403      403        403      404    404           404       302
GET    payments:reveal_claimant      -             404       404         200      200      200        200      404    404           404       302
POST   payments:reveal_claimant      -             404       404         422      422      422        422      404    404           404       302
GET    payments:recoveries           -             200       200         200      200      200        200      200    403           403       302
GET    payments:new_recovery         -             404       404         200      200      403        403      404    404           404       302
POST   payments:new_recovery         -             404       404         422      422      403        403      404    404           404       302
GET    payments:recovery             -             404       404         200      200      200        200      404    404           404       302
POST   payments:recovery             -             404       404         422      422      403        403      404    404           404       302
GET    payments:set_off              -             404       404         403      403      403        200      404    404           404       302
POST   payments:set_off              -             404       404         403      403      403        422      404    404           404       302
GET    payments:month                -             200       200         200      200      200        200      200    403           403       302
POST   payments:draft_month          -             403       403         403      403      403        302      403    403           403       302
GET    payments:batch                drafted       404       404         200      200      200        200      404    404           404       302
POST   payments:approve              drafted       404       404         403      403      302        403      404    404           404       302
POST   payments:approve              approved      404       404         403      403      409        403      404    404           404       302
POST   payments:redraft              drafted       404       404         302      403      403        403      404    404           404       302
POST   payments:redraft              approved      404       404         409      403      403        403      404    404           404       302
POST   payments:export               drafted       404       404         403      403      409        409      404    404           404       302
POST   payments:export               approved      404       404         403      403      302        302      404    404           404       302
GET    payments:bank_file            approved      404       404         404      404      404        404      404    404           404       302
GET    payments:bank_file            exported      404       404         403      403      200        200      404    404           404       302
POST   payments:bank_return          exported      404       404         422      403      403        403      404    404           404       302
GET    households:account            accepted      200       200         200      403      403        403      404    404           404       302
POST   households:account            accepted      422       422         422      403      403        403      404    404           404       302
GET    households:account            elsewhere     404       404         404      404      404        404      200    404           404       302
GET    payments:community_roster     approved      404       404         403      403      409        409      404    404           404       302
GET    payments:roster               approved      404       404         403      403      200        200      404    404           404       302
GET    standards:list                -           200       200         200      200      200        200        200    200           200       302
GET    standards:timeline            -           200       200         200      200      200        200        200    200           200       302
GET    standards:drafts              -           200       200         200      200      200        200        200    200           200       302
GET    standards:draft_new           -           403       403         403      403      403        403        403    404           403       302
POST   standards:draft_new           -           403       403         403      403      403        403        403    404           403       302
GET    standards:draft               standard    200       200         200      200      200        200        200    200           200       302
POST   standards:approve             standard    403       403         403      403      403        403        403    302           403       302
POST   standards:discard             standard    403       403         403      403      403        403        403    302           403       302
GET    standards:check               -           200       200         200      200      200        200        200    200           200       302
GET    standards:open_points         -           200       200         200      200      200        200        200    200           200       302
GET    standards:confirm             -           403       403         403      403      403        403        403    200           403       302
POST   standards:confirm             -           403       403         403      403      403        403        403    302           403       302
GET    standards:settle              -           403       403         403      403      403        403        403    200           403       302
POST   standards:settle              -           403       403         403      403      403        403        403    302           403       302
GET    standards:import              -           403       403         403      403      403        403        403    200           403       302
POST   standards:import              -           403       403         403      403      403        403        403    422           403       302
GET    standards:export              -           200       200         200      200      200        200        200    200           200       302
GET    benefits:rehearsals           -           403       403         403      403      403        403        403    200           403       302
GET    benefits:rehearsal_new        -           403       403         403      403      403        403        403    200           403       302
POST   benefits:rehearsal_new        -           403       403         403      403      403        403        403    409           403       302
GET    benefits:rehearsal            -           403       403         403      403      403        403        403    200           403       302
GET    benefits:corrections          -           403       403         403      403      403        403        403    200           403       302
GET    benefits:export_corrections   -           403       403         403      403      403        403        403    200           403       302
POST   benefits:publish_rehearsal    -           403       403         403      403      403        403        403    302           403       302
POST   benefits:discard_rehearsal    -           403       403         403      403      403        403        403    302           403       302
"""
NOBODY = 999_999_999


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    method: str
    name: str
    where: str
    expected: dict[str, int]

    def __str__(self) -> str:
        return f"{self.method} {self.name} [{self.where}]"


# The auditor of the city reads what the supervisor of the district reads, also in the other districts and in the
# rehearsals; he writes nothing, takes no file along, and begins nothing. What differs from that stands here.
AUDITED = {
    ("POST", "login", "-"): 302,
    ("POST", "logout", "-"): 302,
    ("POST", "desk:assign", "-"): 302,
    ("POST", "desk:search", "-"): 200,
    ("POST", "households:list", "-"): 200,
    ("POST", "benefits:calculator", "-"): 422,
    ("GET", "applications:api_case", "accepted"): 403,
    ("GET", "desk:case", "elsewhere"): 200,
    ("GET", "households:detail", "elsewhere"): 200,
    ("GET", "households:reveal", "accepted"): 403,
    ("GET", "households:reveal_account", "accepted"): 403,
    ("GET", "households:reveal", "elsewhere"): 403,
    ("POST", "households:reveal", "elsewhere"): 403,
    ("POST", "households:reveal_account", "elsewhere"): 403,
    ("GET", "households:account", "elsewhere"): 403,
    ("GET", "documents:preview", "elsewhere"): 200,
    ("GET", "documents:original", "elsewhere"): 200,
    ("GET", "reviews:new_campaign", "-"): 403,
    ("GET", "reviews:exclude", "campaign"): 403,
    ("GET", "reviews:extension", "-"): 403,
    ("GET", "reviews:switches", "-"): 403,
    ("GET", "benefits:appeal", "decided"): 403,
    ("GET", "benefits:appeal", "accepted"): 403,
    ("GET", "benefits:close_appeal", "announced"): 403,
    ("GET", "benefits:close_appeal", "decided"): 403,
    ("GET", "payments:set_off", "-"): 403,
    ("GET", "payments:bank_file", "exported"): 403,
    ("GET", "payments:reveal_claimant", "-"): 403,
    ("GET", "payments:roster", "approved"): 403,
    ("GET", "payments:community_roster", "approved"): 403,
    ("GET", "benefits:rehearsals", "-"): 200,
    ("GET", "benefits:rehearsal", "-"): 200,
    ("GET", "benefits:corrections", "-"): 200,
    ("GET", "benefits:export_corrections", "-"): 403,
}
WRITES_NOTHING = {200: 403, 201: 403, 302: 403, 409: 403, 422: 403}


def with_auditor(method: str, name: str, where: str, codes: dict[str, int]) -> dict[str, int]:
    """The column that follows from that of the supervisor."""
    code = codes["supervisor"]
    usual = WRITES_NOTHING.get(code, code) if method == "POST" else code
    return codes | {"auditor": AUDITED.get((method, name, where), usual)}


def rows() -> list[Row]:
    head, *lines = [line.split() for line in TABLE.strip().splitlines() if line.strip()]
    persons = head[3:]
    return [
        Row(
            method,
            name,
            where,
            with_auditor(method, name, where, dict(zip(persons, map(int, codes), strict=True))),
        )
        for method, name, where, *codes in lines
    ]


DAY = "2026-12-02"
SELF_CARE = {
    **dict.fromkeys(INDICATORS, "1"),
    "first_assessor": "周文渊",
    "second_assessor": "高明远",
    "assessed_on": "2026-11-06",
    "mode": "dispersed",
    "carer": "社区照料员",
}
# What a POST sends: enough to be done by whoever may.
POSTED: dict[str, dict] = {
    "applications:api_applications": {
        "programme": "dibao",
        "applied_at": "120104006",
        "residence_office": "120104006",
        "hukou_office": "120102001",
        "members": [
            {
                "key": "m1",
                "name": "郭处暑",
                "relation": "head",
                "labour_capacity": "full",
                "work_status": "employed",
                "id_number": id_number("19840521", 77),
            }
        ],
    },
    "applications:api_preview": {"region": "TJ", "facts": {}},
    "checks:api_check_results": {"answers": [{"source": "tax", "item": "income", "found_amount": "2150.00"}]},
    "households:list": {"terms": "春分"},
    "households:reveal": {"field": "id_number", "reason": "与公安核对户籍"},
    "households:reveal_account": {"field": "number", "reason": "与银行核对账户"},
    "desk:search": {"terms": "没有这个人"},
    "desk:demonstration_day": {"day": "2026-12-03"},
    "routing:hand_over": {"items": ["申请表"]},
    "routing:send_back": {"to": ["home_visit"], "reason": "入户调查表没有签字"},
    "checks:economic_check": {"report_number": "核2026-0099"},
    "checks:finding": {"source": "tax", "item": "income", "found_amount": "10.00"},
    "checks:import": {
        "file": "来源,项目,姓名,内容,申报,查到,数据日期\n个税,收入,,工资,,2150.00,2026-11-04\n"
    },
    "checks:authorise": {"signed_on": DAY, "form": "paper", "scope": ["tax", "bank"]},
    "checks:authorise_supporter": {"signed_on": DAY, "form": "none", "scope": ["tax"], "note": "在外地服刑"},
    "checks:withdraw_authorisation": {"reason": "本人书面撤回"},
    "checks:answer_file": {"file": "{}"},
    "checks:settle": {"adopt": "1", "reason": "以扣缴申报为准"},
    "checks:absence": VISIT | {"note": "敲门无人应答"},
    "checks:visit_photos": {"photos": photo()},
    "checks:start_visit": VISIT | {"planned_at": "2026-12-03T09:30", "late_reason": "申请人住院"},
    "publicity:public_notice": {"place": "社区公示栏", "posted_on": DAY, "proof": "照片已留存"},
    "publicity:withdraw_notice": {"content_wrong": "0", "reason": "贴错社区"},
    "publicity:handle_objections": {"way": "appraisal", "plan": "查清住房"},
    "publicity:convene": {"held_at": "2026-12-03T09:00", "place": "育梁里社区会议室", "host": "周文渊"},
    "publicity:name_members": {"representative": "居民甲、居民乙", "committee": "委员戊"},
    "publicity:objection": {"content": "反映情况"},
    "publicity:announcement": {"place": "社区公示栏"},
    "documents:void": {"reissue": "1", "reason": "机关名称印错"},
    "routing:cancel_relative": {"reason": "同名同姓"},
    "documents:attachments": {"kind": "proof", "pictures": photo()},
    "documents:withdraw_attachment": {"reason": "拍错了对象"},
    "applications:supplement": {"items": ["诚信承诺书"]},
    "applications:received": {"items": ["诚信承诺书"]},
    "applications:withdraw": {"reason": "申请人书面撤回"},
    "care:self_care": SELF_CARE,
    "applications:first_review": {"approve": "yes", "text": "符合条件", "seen_amount": ""},
    "applications:decision": {"approve": "yes", "text": "同意初审意见"},
    "benefits:appeal": {
        "kind": "reconsideration",
        "authority": "天津市河东区人民政府",
        "number": "河东政复〔2026〕13号",
        "received_on": DAY,
    },
    "benefits:close_appeal": {"outcome": "upheld", "outcome_on": DAY, "number": "河东政复决〔2026〕12号"},
    "reviews:new_campaign": {"title": "上半年核查", "due_from": "2026-10-01", "due_to": "2026-12-30"},
    "reviews:extension": {
        "due_from": "2026-10-01",
        "due_to": "2026-11-30",
        "extended_to": "2027-01-31",
        "reason": "防汛",
        "document": "某办发〔2026〕2号",
    },
    "reviews:switches": {"kind": "exit_moratorium", "valid_from": DAY, "document": "某办发〔2026〕3号"},
    "reviews:exclude": {"reason": "已迁往外地，正在核实"},
    "reviews:periodic_review": {"text": "没有变化"},
    "reviews:verification": {"text": "情况属实"},
    "reviews:withdraw": {"reason": "登记错了人"},
    "reviews:ask": {"names": ["home_visit"], "reason": "须上门看看"},
    "reviews:decision": {"agree": "yes", "text": "同意"},
    "reviews:report": {"happened_on": "2026-11-20", "name": "高新禾", "sex": "female", "found": "reported"},
    "standards:discard": {"reason": "数值有误"},
    "standards:confirm": {"value": "0.01", "title": "市局答复", "reason": "确认"},
    "standards:settle": {"text": "按12个月平均", "document": "市局答复"},
    "benefits:discard_rehearsal": {"reason": "数值有误"},
}


def address(name: str, where: str, world) -> str:
    """The URL of a line; what does not belong to `where` is taken from the scene that has it."""
    scenes, things = world.scenes.cases, world.scenes.things
    more = {
        "checks:settle": lambda: (scenes[where], things["finding"]),
        "checks:authorise": lambda: (scenes[where], things["unsigned adult"]),
        "checks:authorise_supporter": lambda: (scenes[where], things["supporter"]),
        "checks:withdraw_authorisation": lambda: (scenes[where], things["authorisation"]),
        "checks:try_now": lambda: (scenes[where], things["request"]),
        "benefits:assessment": lambda: (scenes[where], things["assessment"]),
        "benefits:close_appeal": lambda: (scenes[where], things["appeal"]),
        "households:detail": lambda: (things[f"household {where}"],),
        "households:reveal": lambda: (things[f"person {where}"],),
        "households:reveal_account": lambda: (things[f"account {where}"],),
        "reviews:campaign": lambda: (things["campaign"],),
        "reviews:close_campaign": lambda: (things["campaign"],),
        "reviews:exclude": lambda: (things["campaign"], things["campaign row"]),
        "reviews:end_switch": lambda: (things["switch"],),
        **{
            f"reviews:{name}": lambda: (things["takeover"],)
            for name in ("takeover", "marked_copy", "confirm_takeover", "discard_takeover")
        },
        "reviews:report": lambda: (things[f"household {where}"],),
        "documents:print_progress": lambda: (things["print"],),
        "documents:print_zip": lambda: (things["print"],),
        "documents:void": lambda: (things[f"paper {where}"],),
        "applications:sheet": lambda: (scenes[where], "visit_form"),
        "documents:preview": lambda: (things[f"paper {where}"],),
        "documents:original": lambda: (things[f"paper {where}"],),
        "routing:cancel_relative": lambda: (scenes[where], things["relative"]),
        "documents:attachment": lambda: (things["attachment"],),
        "documents:withdraw_attachment": lambda: (things["attachment"],),
        "payments:batch": lambda: (things[f"{where} batch"],),
        "payments:approve": lambda: (things[f"{where} batch"],),
        "payments:roster": lambda: (things[f"{where} batch"],),
        "payments:approve_round": lambda: (things["round"],),
        "payments:discard_round": lambda: (things["round"],),
        "payments:new_funeral": lambda: (things["deceased"],),
        **{
            f"payments:{name}": lambda: (things["claim"],)
            for name in ("funeral_claim", "claimant_account", "reveal_claimant")
        },
        "payments:new_recovery": lambda: (things["paid award"],),
        "payments:recovery": lambda: (things["recovery"],),
        "payments:set_off": lambda: (things["recovery"],),
        "payments:month": lambda: (2026, 12),
        "payments:draft_month": lambda: (2026, 12),
        "payments:community_roster": lambda: (things[f"{where} batch"],),
        "payments:redraft": lambda: (things[f"{where} batch"],),
        "payments:export": lambda: (things[f"{where} batch"],),
        "payments:bank_file": lambda: (things[f"{where} batch"], "txt"),
        "payments:bank_return": lambda: (things[f"{where} batch"],),
        "households:account": lambda: (things[f"household {where}"],),
        "applications:entry": lambda: (things["draft"], "application"),
        "applications:discard": lambda: (things["draft"],),
        "standards:timeline": lambda: ("dibao_standard",),
        "standards:draft": lambda: (things["standard draft"],),
        "standards:approve": lambda: (things["standard draft"],),
        "standards:discard": lambda: (things["standard draft"],),
        "standards:confirm": lambda: (things["unconfirmed standard"],),
        "standards:settle": lambda: ("U03",),
        "benefits:rehearsal": lambda: (things["rehearsal"],),
        "benefits:corrections": lambda: (things["rehearsal"],),
        "benefits:export_corrections": lambda: (things["rehearsal"],),
        "benefits:publish_rehearsal": lambda: (things["rehearsal"],),
        "benefits:discard_rehearsal": lambda: (things["rehearsal"],),
    }
    args = more[name]() if name in more else () if where == "-" else (scenes[where],)
    return reverse(name, args=args)


def ask(world, row: Row, person: str):
    """The answer to one person; whatever it wrote is taken back."""
    client = world.clients[person]
    posted = dict(POSTED.get(row.name, {}))
    for name, value in posted.items():
        if name == "file":
            posted[name] = SimpleUploadedFile("核对结果.csv", value.encode())
        elif isinstance(value, bytes):
            posted[name] = SimpleUploadedFile("IMG_0001.jpg", value)
    if row.name == "payments:draft":
        posted = {"office": world.scenes.things["hukou office"], "month": "2026-12-01"}
    if row.name in ("reviews:new_campaign", "reviews:extension", "reviews:switches"):
        posted["office"] = world.scenes.things["hukou office"]
    with world.undone(client):
        url = address(row.name, row.where, world)
        if row.name == "checks:home_visit":
            posted = visit_form(Case.objects.get(pk=world.scenes.cases[row.where]))
        if row.name == "publicity:appraisal":
            posted = minutes_form()
        if row.name == "routing:relatives":
            party = world.scenes.things[f"person {row.where}"]
            kind = {"relation": "child", "source": "found"}
            posted = kind | {"staff_name": "委员乙", "post": "居委会委员", "person": party}
        if row.name == "applications:single_choice":
            party = world.scenes.things[f"person {row.where}"]
            posted = {"choice": "B", "signed_by": party, "signed_on": DAY}
        return send(client, row, url, posted)


def minutes_form() -> dict:
    """What is sent after an appraisal: everybody came and was for it."""
    came = [str(member.pk) for member in AppraisalMember.objects.all()]
    words = dict.fromkeys(("policy_talk", "situation", "discussion"), "已宣讲、介绍、评议。")
    votes = {"votes_for": len(came), "votes_against": 0, "abstentions": 0}
    return words | votes | {"attended": came, "minutes": SimpleUploadedFile("m.jpg", photo())}


def send(client, row: Row, url: str, posted: dict):
    if row.method == "GET":
        return client.get(url)
    if ":api_" in row.name:
        return client.post(url, posted, content_type="application/json")
    return client.post(url, posted)


@pytest.mark.parametrize("row", rows(), ids=str)
def test_everybody_gets_the_expected_answer(world, row):
    assert {person: ask(world, row, person).status_code for person in PERSONS} == row.expected


def test_nobody_learns_what_exists(world):
    """What a person does not see answers word for word like an id that nobody ever had."""
    for row in rows():
        for person in ("clerk", "stranger"):
            if row.expected[person] == 404:
                assert words_of(ask(world, row, person)) == words_of(ask_for_nothing(world, row, person)), row


def ask_for_nothing(world, row: Row, person: str):
    """The same question with ids that do not exist."""
    nothing = re.sub(r"(?<=/)\d+(?=/)", str(NOBODY), address(row.name, row.where, world))
    return send(world.clients[person], row, nothing, POSTED.get(row.name, {}))


def words_of(response) -> str:
    """The page without what differs from request to request."""
    assert response.status_code == 404
    return re.sub(r"[A-Za-z0-9]{32,}", "", response.content.decode())


def test_whoever_did_not_sign_in_is_sent_to_the_login_page(world):
    for row in rows():
        if row.expected["anonymous"] == 302 and row.name != "logout":
            assert ask(world, row, "anonymous")["Location"].startswith("/login/?next="), row


def test_every_url_stands_in_the_table():
    known = {row.name for row in rows()}
    missing = [name for name in named_urls(get_resolver()) if name not in known]
    assert not missing, f"没有写进表里的地址：{missing}"


def test_what_only_writes_refuses_to_be_read(world):
    """No GET changes anything: a line without GET answers 405 to it."""
    read = {row.name for row in rows() if row.method == "GET"}
    for row in rows():
        if row.name not in read and row.expected["clerk"] in (200, 302, 400, 422):
            assert world.clients["clerk"].get(address(row.name, row.where, world)).status_code == 405, row


def named_urls(resolver, namespace: str = ""):
    """`namespace:name` of every URL outside the admin, which has its rule below."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver) and pattern.namespace != "admin":
            yield from named_urls(pattern, f"{pattern.namespace}:" if pattern.namespace else namespace)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern.pattern} has no name"
            yield f"{namespace}{pattern.name}"


# The admin: only for those whose row in the office says so, and each of them only for their own tables. -------------

OPEN_IN_ADMIN = {
    "policy": {
        "offices.Jurisdiction",
        "standards.CalendarYear",
        "standards.Standard",
        "standards.StandardCode",
    },
    "auditor": {
        "documents.Document",
        "journal.Event",
        "journal.Run",
        "offices.Jurisdiction",
        "standards.CalendarYear",
        "standards.Standard",
        "standards.StandardCode",
    },
    "administrator": {
        "core.DemonstrationDay",
        "offices.Community",
        "offices.Duty",
        "offices.Jurisdiction",
        "offices.Office",
        "offices.Region",
        "offices.User",
        "standards.CalendarYear",
        "standards.Standard",
        "standards.StandardCode",
    },
}


def admin_lists() -> dict[str, str]:
    """Model -> address of its list."""
    from django.contrib import admin

    return {
        model._meta.label: reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for model in admin.site._registry
    }


def test_the_admin_is_open_to_its_administrators_only(world):
    for person in PERSONS:
        seen = {
            label for label, url in admin_lists().items() if world.clients[person].get(url).status_code == 200
        }
        assert seen == OPEN_IN_ADMIN.get(person, set()), person


def test_the_admin_sends_everybody_else_away(world):
    """Every address of the admin, with an id of somebody's: a redirect to its login, never a page."""
    for person in PERSONS:
        if person in OPEN_IN_ADMIN:
            continue
        for url in admin_addresses():
            response = world.clients[person].get(url)
            assert response.status_code in (302, 404), (person, url)
            assert response.status_code == 404 or "login" in response["Location"], (person, url)


def admin_addresses() -> list[str]:
    from django.contrib import admin

    addresses = []
    for pattern in admin.site.get_urls():
        patterns = pattern.url_patterns if isinstance(pattern, URLResolver) else [pattern]
        prefix = str(pattern.pattern) if isinstance(pattern, URLResolver) else ""
        for one in patterns:
            route = prefix + str(one.pattern)
            if "(?P" not in route and "login" not in route and "logout" not in route:
                addresses.append("/admin/" + re.sub(r"<[^>]+>", "1", route))
    return addresses
