using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace OrdreCouncils.Development.Identity;

/// <summary>OpenIddict without a database: discovery, keys, authorization with PKCE, pushed requests, tokens and logout. Tokens for machines are
/// <see cref="MachineTokens"/>.</summary>
internal static class Provider
{
    public static void AddProvider(this IServiceCollection services, DevTokens tokens, DevIssuerOptions options)
    {
        services.AddSingleton(tokens).AddSingleton(options.Clients).AddSingleton(_ => new Sessions(tokens.Time)).AddSingleton<Grants>();
        services.AddSingleton<SignIn>().AddSingleton<SignOut>();
        services.AddSingleton<IOptionsChangeTokenSource<OpenIddictServerOptions>>(new Changes(tokens));
        // Of this start only, as are the signing keys.
        var encryption = new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32));
        services.AddOpenIddict().AddServer(server =>
        {
            server.EnableDegradedMode().DisableAccessTokenEncryption();
            server.SetAuthorizationEndpointUris("dev/authorize").SetPushedAuthorizationEndpointUris("dev/par").SetTokenEndpointUris("dev/token")
                .SetEndSessionEndpointUris("dev/logout").SetJsonWebKeySetEndpointUris("dev/jwks");
            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange().AllowRefreshTokenFlow().AllowClientCredentialsFlow().AllowTokenExchangeFlow();
            server.RegisterScopes([Scopes.OpenId, Scopes.Profile, Scopes.OfflineAccess, .. DevTokens.Desks.Select(desk => DevDesks.ScopePrefix + desk)]);
            server.RegisterClaims(Claims.Subject, Claims.Name, Claims.AuthenticationTime, SignIn.SessionClaim);
            server.SetAccessTokenLifetime(tokens.Life).SetRefreshTokenLifetime(options.RefreshLife);
            server.AddEncryptionKey(encryption);
            server.Configure(settings => Configure(settings, tokens));
            server.UseAspNetCore().DisableTransportSecurityRequirement().EnableAuthorizationEndpointPassthrough().EnableEndSessionEndpointPassthrough()
                .EnableErrorPassthrough();
            AddHandlers(server);
        });
    }

    public static void MapProvider(this IEndpointRouteBuilder app)
    {
        string[] methods = [HttpMethods.Get, HttpMethods.Post];
        app.MapMethods("/dev/authorize", methods, (HttpContext http, SignIn signIn) => signIn.AnswerAsync(http));
        app.MapMethods("/dev/logout", methods, (HttpContext http, SignOut signOut) => signOut.AnswerAsync(http));
        app.MapGet(Pages.StylePath, () => Results.Text(Pages.Style, "text/css"));
    }

    private static void Configure(OpenIddictServerOptions settings, DevTokens tokens)
    {
        // Else the library adds a slash, and `iss` is not what services are configured with.
        if (tokens.Issuer.Length > 0)
            settings.Issuer = new Uri(tokens.Issuer, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        settings.SigningCredentials.Add(tokens.Signing);
        settings.TimeProvider = tokens.Time;
        settings.RequestTokenLifetime = TimeSpan.FromMinutes(10);
        settings.CodeChallengeMethods.Clear();
        settings.CodeChallengeMethods.Add(CodeChallengeMethods.Sha256);
        // A form that posts itself would need a script.
        settings.ResponseModes.Clear();
        settings.ResponseModes.Add(ResponseModes.Query);
        settings.ClientAuthenticationMethods.Remove(ClientAuthenticationMethods.PrivateKeyJwt);
        settings.ClientAssertionTypes.Clear();
    }

    private static void AddHandlers(OpenIddictServerBuilder server)
    {
        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseSingletonHandler<ClientChecks>());
        server.AddEventHandler<ValidatePushedAuthorizationRequestContext>(handler => handler.UseSingletonHandler<ClientChecks>());
        server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseSingletonHandler<ClientChecks>());
        server.AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseSingletonHandler<ClientChecks>());
        server.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseSingletonHandler<GrantUse>()
            .SetOrder(OpenIddictServerHandlers.Exchange.AttachPrincipal.Descriptor.Order - 500));
        server.AddEventHandler<GenerateTokenContext>(handler => handler.UseSingletonHandler<PersonTokens>()
            .SetOrder(OpenIddictServerHandlers.Protection.GenerateIdentityModelToken.Descriptor.Order - 500));
        server.AddEventHandler<ExtractTokenRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            // Grants of machines go on to the endpoint.
            if (context.Request?.GrantType is not (GrantTypes.AuthorizationCode or GrantTypes.RefreshToken))
                context.SkipRequest();
            return ValueTask.CompletedTask;
        }));
        server.AddEventHandler<HandleConfigurationRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            context.Metadata["backchannel_logout_supported"] = true;
            context.Metadata["backchannel_logout_session_supported"] = true;
            return ValueTask.CompletedTask;
        }));
    }

    /// <summary>Has OpenIddict read its settings again after <see cref="DevTokens.Rotate"/>: it then knows the new key only.</summary>
    private sealed class Changes : IOptionsChangeTokenSource<OpenIddictServerOptions>
    {
        private ConfigurationReloadToken current = new();

        public Changes(DevTokens tokens) => tokens.Changed += () => Interlocked.Exchange(ref current, new ConfigurationReloadToken()).OnReload();

        public string Name => Options.DefaultName;

        public IChangeToken GetChangeToken() => current;
    }
}
