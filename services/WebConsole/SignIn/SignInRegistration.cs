using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using OrdreCouncils.ServiceDefaults.Configuration;
using OrdreCouncils.WebConsole.Hosting;

namespace OrdreCouncils.WebConsole.SignIn;

/// <summary>OpenID Connect: authorization code with PKCE and pushed authorization requests (RFC 9126), and a session on the server.</summary>
internal static class SignInRegistration
{
    public const string Callback = "/connexion/retour";
    public const string SignedOut = "/connexion/fin";

    public static void AddSignIn(this WebApplicationBuilder builder, ConsoleOptions console)
    {
        var provider = builder.Configuration.GetSection(ProviderOptions.Section).Get<ProviderOptions>() ?? new ProviderOptions();
        Settings.Validate(provider, ProviderOptions.Section);
        var services = builder.Services;
        services.AddSingleton(provider);
        services.AddSingleton<SessionStore>();
        services.AddSingleton<HeldPosts>();
        services.AddSingleton<TokenRefresh>();
        services.AddSingleton<ProviderEvents>();
        services.AddSingleton<SessionEvents>();
        services.AddSingleton<BackChannelLogout>();
        services.AddHostedService<SessionSweep>();
        services.AddAuthentication(options =>
            {
                options.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
                options.DefaultSignOutScheme = OpenIdConnectDefaults.AuthenticationScheme;
            })
            .AddCookie(cookie =>
            {
                cookie.Cookie.Name = $"__Host-{console.Desk}";
                cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always;
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.LoginPath = "/connexion";
                cookie.ReturnUrlParameter = "retour";
                // The store ends idle sessions earlier.
                cookie.ExpireTimeSpan = Session.Longest;
                cookie.SlidingExpiration = false;
                cookie.EventsType = typeof(SessionEvents);
            })
            .AddOpenIdConnect(oidc => Configure(oidc, provider));
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<SessionStore>((cookie, sessions) => (cookie.SessionStore, cookie.TimeProvider) = (sessions, TimeProvider.System));
        services.AddOptions<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme)
            .Configure(oidc => oidc.TimeProvider = TimeProvider.System);
        // Before the pages' own checks: a form that comes with an expired session is kept, though its form token is the signed-in person's.
        services.AddAuthorization(options => options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    public static void MapSignIn(this WebApplication app)
    {
        app.MapGet("/connexion/ouvrir", SignInEndpoints.Open).AllowAnonymous();
        app.MapPost("/deconnexion", SignInEndpoints.CloseAsync);
        app.MapPost("/session/prolonger", SignInEndpoints.ProlongAsync);
        app.MapPost("/connexion/fin-de-session", (HttpContext http, BackChannelLogout logout) => logout.AnswerAsync(http)).AllowAnonymous();
    }

    private static void Configure(OpenIdConnectOptions oidc, ProviderOptions provider)
    {
        oidc.Authority = provider.Authority;
        oidc.RequireHttpsMetadata = !provider.AllowHttp;
        oidc.ClientId = provider.ClientId;
        oidc.ClientSecret = provider.ClientSecret;
        oidc.ResponseType = OpenIdConnectResponseType.Code;
        oidc.ResponseMode = OpenIdConnectResponseMode.Query;
        oidc.UsePkce = true;
        oidc.PushedAuthorizationBehavior = PushedAuthorizationBehavior.Require;
        oidc.CallbackPath = Callback;
        oidc.SignedOutCallbackPath = "/connexion/fin-fournisseur";
        oidc.SignedOutRedirectUri = SignedOut;
        oidc.SaveTokens = true;
        oidc.MapInboundClaims = false;
        oidc.DisableTelemetry = true;
        oidc.Scope.Clear();
        oidc.Scope.Add("openid");
        oidc.Scope.Add("profile");
        oidc.Scope.Add("offline_access");
        oidc.TokenValidationParameters.NameClaimType = "name";
        oidc.TokenValidationParameters.RoleClaimType = "roles";
        oidc.NonceCookie.SecurePolicy = CookieSecurePolicy.Always;
        oidc.CorrelationCookie.SecurePolicy = CookieSecurePolicy.Always;
        // A GET from the provider's site carries Lax cookies.
        oidc.NonceCookie.SameSite = SameSiteMode.Lax;
        oidc.CorrelationCookie.SameSite = SameSiteMode.Lax;
        oidc.EventsType = typeof(ProviderEvents);
    }
}
