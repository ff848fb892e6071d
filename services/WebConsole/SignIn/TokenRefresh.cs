using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace OrdreCouncils.WebConsole.SignIn;

/// <summary>Keeps a session's access token valid: one request refreshes it, on whichever replica, because a refresh token may be used once.</summary>
internal sealed class TokenRefresh(SessionStore sessions, IOptionsMonitor<OpenIdConnectOptions> options, ProviderOptions provider, ILogger<TokenRefresh> log)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    public async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var properties = context.Properties;
        if (Left(properties) > Ahead || !properties.Items.TryGetValue(Session.Key, out var key) || key is null)
            return;
        var cancellation = context.HttpContext.RequestAborted;
        if (!await sessions.ClaimRefreshAsync(key, Limit))
        {
            if (Left(properties) <= TimeSpan.Zero && !await AwaitOtherAsync(context, key, cancellation))
                context.RejectPrincipal();
            return;
        }

        // Another request may have refreshed between the reading of this ticket and the claim: its refresh token is used up.
        if (await sessions.RetrieveAsync(key) is { } latest && latest.Properties.GetTokenValue("access_token") != properties.GetTokenValue("access_token"))
        {
            properties.StoreTokens(latest.Properties.GetTokens());
            await sessions.ReleaseRefreshAsync(key);
            return;
        }

        switch (await RefreshAsync(properties, cancellation))
        {
            case Outcome.Refreshed:
                // The person's roles may have changed since.
                context.ReplacePrincipal(PersonIdentity.Renewed(context.Principal!, properties.GetTokenValue("access_token")!));
                await sessions.RenewAsync(key, new AuthenticationTicket(context.Principal!, properties, context.Scheme.Name));
                break;
            case Outcome.Refused:
                await sessions.RemoveAsync(key);
                context.RejectPrincipal();
                break;
            case Outcome.Unanswered when Left(properties) <= TimeSpan.Zero:
                context.RejectPrincipal();
                break;
        }
    }

    private async Task<bool> AwaitOtherAsync(CookieValidatePrincipalContext context, string key, CancellationToken cancellation)
    {
        for (var waited = TimeSpan.Zero; waited < Limit; waited += Look)
        {
            await Task.Delay(Look, cancellation);
            if (await sessions.RetrieveAsync(key) is not { } fresh)
                return false;
            if (Left(fresh.Properties) <= TimeSpan.Zero)
                continue;
            context.Properties.StoreTokens(fresh.Properties.GetTokens());
            return true;
        }

        return false;
    }

    private async Task<Outcome> RefreshAsync(AuthenticationProperties properties, CancellationToken cancellation)
    {
        if (properties.GetTokenValue("refresh_token") is not { Length: > 0 } refreshToken)
            return Left(properties) > TimeSpan.Zero ? Outcome.Unanswered : Outcome.Refused;
        try
        {
            var oidc = options.Get(OpenIdConnectDefaults.AuthenticationScheme);
            var configuration = await oidc.ConfigurationManager!.GetConfigurationAsync(cancellation);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(Limit);
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken,
                ["client_id"] = provider.ClientId, ["client_secret"] = provider.ClientSecret,
            });
            using var answer = await oidc.Backchannel.PostAsync(configuration.TokenEndpoint, form, limit.Token);
            if ((int)answer.StatusCode is >= 400 and < 500)
                return Outcome.Refused;
            answer.EnsureSuccessStatusCode();
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(limit.Token));
            Keep(properties, json.RootElement);
            return Outcome.Refreshed;
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or OperationCanceledException or InvalidOperationException)
        {
            cancellation.ThrowIfCancellationRequested();
            log.LogWarning("The identity provider did not refresh a token ({Exception})", exception.GetType().Name);
            return Outcome.Unanswered;
        }
    }

    private static void Keep(AuthenticationProperties properties, JsonElement answer)
    {
        var expires = DateTimeOffset.UtcNow.AddSeconds(answer.GetProperty("expires_in").GetInt32());
        properties.UpdateTokenValue("access_token", answer.GetProperty("access_token").GetString()!);
        if (answer.TryGetProperty("refresh_token", out var next))
            properties.UpdateTokenValue("refresh_token", next.GetString()!);
        properties.UpdateTokenValue("expires_at", expires.ToString("o", CultureInfo.InvariantCulture));
    }

    private static TimeSpan Left(AuthenticationProperties properties) =>
        DateTimeOffset.TryParse(properties.GetTokenValue("expires_at"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var expires)
            ? expires - DateTimeOffset.UtcNow
            : TimeSpan.Zero;

    private enum Outcome
    {
        Refreshed,
        Refused,
        Unanswered,
    }
}
