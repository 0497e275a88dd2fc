"""The door: signing in and out, each an event of the journal. What fails is kept by the lock-out (django-axes)."""

from django.contrib.auth import views as auth

from apps.core import clock
from apps.offices import services


class SignIn(auth.LoginView):
    """A name and a password; whoever is signed in already goes on to the desk."""

    redirect_authenticated_user = True

    def form_valid(self, form):
        response = super().form_valid(form)
        services.note_sign_in(self.request.user, on=clock.today())
        return response


class SignOut(auth.LogoutView):
    """By POST only; the session ends with it."""

    def post(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            services.note_sign_out(request.user, on=clock.today())
        return super().post(request, *args, **kwargs)
