using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using OrdreCouncils.ServiceDefaults.Configuration;

namespace OrdreCouncils.ServiceDefaults.Access;

/// <summary>Checks bearer tokens: issuer, audience, lifetime and signature. Without their configuration the process does not start.</summary>
public static class Authentication
{
    public static void AddTokenAuthentication(this WebApplicationBuilder builder)
    {
        var identity = builder.Configuration.GetSection(IdentityOptions.Section).Get<IdentityOptions>() ?? new IdentityOptions();
        Settings.Validate(identity, IdentityOptions.Section);
        if (!Uri.TryCreate(identity.Authority, UriKind.Absolute, out var authority)
            || (authority.Scheme != Uri.UriSchemeHttps && !(identity.AllowHttp && authority.Scheme == Uri.UriSchemeHttp)))
        {
            throw new InvalidOperationException(
                "Identity:Authority must be an https address: over http, the issuer's keys could be replaced. On one machine, Identity:AllowHttp=true accepts http.");
        }

        builder.Services.AddSingleton<CachedTokenHandler>();
        // Not the service's clock, which tests move: keys age by the machine's time.
        builder.Services.AddSingleton(_ => new IssuerConfiguration(identity.Authority, identity.AllowHttp, TimeProvider.System));
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<CachedTokenHandler, IssuerConfiguration>((options, tokens, keys) =>
        {
            options.Authority = identity.Authority;
            options.Audience = identity.Audience;
            options.RequireHttpsMetadata = !identity.AllowHttp;
            options.MapInboundClaims = false;
            options.ConfigurationManager = keys;
            // The answer must not tell a forger why a token failed.
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
                // Asymmetric algorithms only: with a symmetric one, the issuer's public key would serve as the secret.
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256],
                ClockSkew = TimeSpan.FromSeconds(30),
                NameClaimType = "sub",
                RoleClaimType = "roles",
            };
            options.Events = new JwtBearerEvents
            {
                OnAuthenticationFailed = context =>
                {
                    if (context.Exception is SecurityTokenInvalidSignatureException)
                        context.HttpContext.RequestServices.GetService<IForgedTokens>()?.Add(context.HttpContext);
                    return TokenFault.RememberAsync(context.HttpContext, context.Exception, context.Options.ConfigurationManager!);
                },
            };
        });

        // HTTP endpoints are denied by default, as RPCs are; a public endpoint allows anonymous callers itself.
        builder.Services.AddAuthorization(options =>
            options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        builder.Services.AddSingleton<OnBehalfOf>();
    }
}
