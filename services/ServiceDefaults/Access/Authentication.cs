using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using OrdreCouncils.ServiceDefaults.Configuration;

namespace OrdreCouncils.ServiceDefaults.Access;

/// <summary>Bearer tokens of the configured issuer: issuer, audience, lifetime and signature are all checked, or the process does not start.</summary>
public static class Authentication
{
    /// <summary>The shortest the library allows.</summary>
    internal static readonly TimeSpan KeysReadEvery = TimeSpan.FromMinutes(5);

    public static void AddTokenAuthentication(this WebApplicationBuilder builder)
    {
        var identity = builder.Configuration.GetSection(IdentityOptions.Section).Get<IdentityOptions>() ?? new IdentityOptions();
        Settings.Validate(identity, IdentityOptions.Section);
        if (!Uri.TryCreate(identity.Authority, UriKind.Absolute, out var authority)
            || (authority.Scheme != Uri.UriSchemeHttps && !(identity.AllowHttp && authority.Scheme == Uri.UriSchemeHttp)))
        {
            throw new InvalidOperationException(
                "Identity:Authority must be an https address: who can change the issuer's keys on their way lets anyone in. On one machine, Identity:AllowHttp=true accepts http.");
        }

        builder.Services.AddSingleton<CachedTokenHandler>();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<CachedTokenHandler>((options, tokens) =>
        {
            options.Authority = identity.Authority;
            options.Audience = identity.Audience;
            options.RequireHttpsMetadata = !identity.AllowHttp;
            options.MapInboundClaims = false;
            // The issuer's keys are read again this often, and at once when a token names a key not known yet.
            options.AutomaticRefreshInterval = KeysReadEvery;
            options.BackchannelTimeout = TimeSpan.FromSeconds(5);
            // Kept nowhere: the request has it. Told nobody: why a forged token failed.
            options.SaveToken = false;
            options.IncludeErrorDetails = false;
            options.TokenHandlers.Clear();
            options.TokenHandlers.Add(tokens);
            options.TokenValidationParameters = new TokenValidationParameters
            {
                ValidateIssuer = true,
                ValidIssuer = identity.Authority,
                ValidateAudience = true,
                ValidAudience = identity.Audience,
                ValidateLifetime = true,
                RequireExpirationTime = true,
                RequireSignedTokens = true,
                ValidateIssuerSigningKey = true,
                // Asymmetric only: a published key must never be usable as a shared secret.
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256],
                ClockSkew = TimeSpan.FromSeconds(30),
                NameClaimType = "sub",
                RoleClaimType = "roles",
            };
            options.Events = new JwtBearerEvents
            {
                OnAuthenticationFailed = context =>
                    TokenFault.RememberAsync(context.HttpContext, context.Exception, context.Options.ConfigurationManager!),
            };
        });

        // HTTP faces deny by default as the RPCs do; each endpoint that is public says so itself.
        builder.Services.AddAuthorization(options =>
            options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        builder.Services.AddSingleton<OnBehalfOf>();
    }
}
