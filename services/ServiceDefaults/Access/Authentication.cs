using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OrdreCouncils.ServiceDefaults.Configuration;

namespace OrdreCouncils.ServiceDefaults.Access;

/// <summary>Checks bearer tokens: issuer, audience, lifetime and signature. Without their configuration the process does not start.</summary>
public static class Authentication
{
    /// <param name="service">Short name of the service, whose audience other services' tokens name; null for a process that no service calls.</param>
    public static void AddTokenAuthentication(this WebApplicationBuilder builder, string? service)
    {
        var identity = builder.Configuration.GetSection(IdentityOptions.Section).Get<IdentityOptions>() ?? new IdentityOptions();
        Settings.Validate(identity, IdentityOptions.Section);
        if (!Uri.TryCreate(identity.Authority, UriKind.Absolute, out var authority)
            || (authority.Scheme != Uri.UriSchemeHttps && !(identity.AllowHttp && authority.Scheme == Uri.UriSchemeHttp)))
        {
            throw new InvalidOperationException(
                "Identity:Authority must be an https address: over http, the issuer's keys could be replaced. On one machine, Identity:AllowHttp=true accepts http.");
        }

        var own = service is null ? "" : identity.ServiceAudience is { Length: > 0 } written ? written : IdentityOptions.DefaultAudience(service);
        if (own == identity.Audience)
            throw new InvalidOperationException(
                "Identity:ServiceAudience must differ from Identity:Audience: persons' tokens name the latter, services' the former.");
        var audiences = new TokenAudiences(identity.Audience, own);
        builder.Services.AddSingleton(new CachedTokenHandler(audiences.CallerFault));
        // Not the service's clock, which tests move: keys age by the machine's time.
        builder.Services.AddSingleton(_ => new IssuerConfiguration(identity.Authority, identity.AllowHttp, TimeProvider.System));
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<CachedTokenHandler, IssuerConfiguration>((options, tokens, keys) =>
        {
            options.Authority = identity.Authority;
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
                ValidAudiences = audiences.All,
                ValidateLifetime = true,
                RequireExpirationTime = true,
                RequireSignedTokens = true,
                ValidateIssuerSigningKey = true,
                // Asymmetric algorithms only: with a symmetric one, the issuer's public key would serve as the secret.
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256],
                ClockSkew = AccessPolicy.ClockSkew,
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
        builder.Services.AddSingleton(provider => new OnBehalfOf(provider.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>(), audiences));
    }
}
