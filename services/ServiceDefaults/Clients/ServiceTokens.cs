using Microsoft.Extensions.Logging;

namespace OrdreCouncils.ServiceDefaults.Clients;

/// <summary>This service's access token for one other service (OAuth 2.0 client_credentials, RFC 6749 §4.4), renewed a minute before it expires. While the
/// issuer is unavailable the current token is used until it expires. Concurrent callers share one request.</summary>
public sealed class ServiceTokens
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly TokenEndpoint endpoint;
    private readonly string audience;
    private readonly ILogger<ServiceTokens> log;
    private readonly Lock gate = new();
    private volatile Token? current;
    private Task<Token>? renewal;
    private DateTime pausedUntil;

    internal ServiceTokens(TokenEndpoint endpoint, string audience, TimeSpan callLimit, ILogger<ServiceTokens> log)
    {
        this.endpoint = endpoint;
        this.audience = audience;
        this.log = log;
        CallLimit = callLimit;
        Persons = new PersonTokens(endpoint, audience);
    }

    internal TimeSpan CallLimit { get; }

    internal PersonTokens Persons { get; }

    public async ValueTask<string> GetAsync(CancellationToken cancellation)
    {
        var now = DateTime.UtcNow;
        var held = current;
        if (held is not null && now < held.RenewAt)
            return held.Value;

        Task<Token> asked;
        lock (gate)
        {
            var usable = held is not null && now < held.ExpiresAt;
            if (usable && now < pausedUntil)
                return held!.Value;
            // Without the caller's cancellation: other callers wait for the same answer.
            if (renewal is null || renewal.IsCompleted)
                renewal = current is { } renewed && now < renewed.RenewAt ? Task.FromResult(renewed) : Task.Run(RenewAsync, CancellationToken.None);
            asked = renewal;
        }

        try
        {
            return (await asked.WaitAsync(cancellation)).Value;
        }
        catch (Exception) when (!cancellation.IsCancellationRequested && held is not null && DateTime.UtcNow < held.ExpiresAt)
        {
            return held.Value;
        }
    }

    internal void RenewNow() => current = current is { } held ? held with { RenewAt = DateTime.MinValue } : null;

    private async Task<Token> RenewAsync()
    {
        try
        {
            var issued = await endpoint.AskAsync("client_credentials", audience, CancellationToken.None);
            var now = DateTime.UtcNow;
            var early = issued.Life / 2 < TimeSpan.FromMinutes(1) ? issued.Life / 2 : TimeSpan.FromMinutes(1);
            var token = new Token(issued.Value, now + issued.Life - early, now + issued.Life);
            current = token;
            return token;
        }
        catch (Exception exception)
        {
            log.LogWarning("This service's token was not renewed ({Exception})", exception.GetType().Name);
            lock (gate)
                pausedUntil = DateTime.UtcNow + Pause;
            throw;
        }
    }

    private sealed record Token(string Value, DateTime RenewAt, DateTime ExpiresAt);
}
