using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.WebUtilities;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.WebConsole.SignIn;

/// <summary>Sessions on the server, in the console's store: the cookie holds a number only, and a session that is removed here is over at once on every
/// replica (docs/decisions/0035).</summary>
internal sealed class SessionStore(Database database, Sealer sealer) : ITicketStore
{
    private const string Purpose = "Console.Session.v1";

    // Requests of a minute count as one: reads must not each become a write.
    private static readonly TimeSpan SeenStep = TimeSpan.FromMinutes(1);

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        var row = Seal(key, ticket);
        var now = DateTimeOffset.UtcNow;
        await WriteAsync(
            """
            insert into sessions (key_digest, subject, provider_session, ticket, started_at, seen_at)
            values (@Digest, @Subject, @ProviderSession, @Ticket, @now, @now)
            """,
            new { row.Digest, row.Subject, row.ProviderSession, row.Ticket, now });
        return key;
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        var row = Seal(key, ticket);
        return WriteAsync(
            "update sessions set ticket = @Ticket, refreshing_until = null where key_digest = @Digest", new { row.Digest, row.Ticket });
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        var digest = Digest(key);
        var row = await database.ReadAsync(
            sql => sql.SingleOrDefaultAsync<SessionRow>("select ticket, started_at, seen_at from sessions where key_digest = @digest", new { digest }),
            CancellationToken.None);
        var now = DateTimeOffset.UtcNow;
        if (row is null || now - row.SeenAt > Session.Idle || now - row.StartedAt > Session.Longest)
            return null;
        if (now - row.SeenAt > SeenStep)
            await WriteAsync("update sessions set seen_at = @now where key_digest = @digest", new { now, digest });
        return Open(key, digest, row.Ticket);
    }

    public Task RemoveAsync(string key) => WriteAsync("delete from sessions where key_digest = @digest", new { digest = Digest(key) });

    /// <summary>Ends the sessions of one sign-in at the provider, or all those of a person when it names none.</summary>
    public Task EndAsync(string providerSession, string subject) => providerSession.Length > 0
        ? WriteAsync("delete from sessions where provider_session = @providerSession", new { providerSession })
        : WriteAsync("delete from sessions where subject = @subject", new { subject });

    /// <summary>True for the one request that is to refresh the tokens; the others go on with the present ones.</summary>
    public Task<bool> ClaimRefreshAsync(string key, TimeSpan limit)
    {
        var now = DateTimeOffset.UtcNow;
        return WriteAsync(
            """
            update sessions set refreshing_until = @until
            where key_digest = @digest and (refreshing_until is null or refreshing_until < @now)
            """,
            new { until = now + limit, digest = Digest(key), now });
    }

    public Task ReleaseRefreshAsync(string key) =>
        WriteAsync("update sessions set refreshing_until = null where key_digest = @digest", new { digest = Digest(key) });

    /// <summary>The person of a session that may be over; null when the row is gone.</summary>
    public Task<string?> SubjectAsync(string key) => database.ReadAsync(
        sql => sql.SingleOrDefaultAsync<string>("select subject from sessions where key_digest = @digest", new { digest = Digest(key) }),
        CancellationToken.None);

    /// <summary>Deletes sessions that are over, some hours later: what is posted with an expired session is kept for its person.</summary>
    public Task SweepAsync(CancellationToken cancellation)
    {
        var before = DateTimeOffset.UtcNow.AddHours(-12);
        return database.WriteAsync(
            async sql => await sql.ExecuteAsync("delete from sessions where seen_at < @before", new { before }) > 0, cancellation);
    }

    private static string Digest(string key) => Convert.ToHexStringLower(SHA256.HashData(WebEncoders.Base64UrlDecode(key)));

    private (string Digest, string Subject, string ProviderSession, byte[] Ticket) Seal(string key, AuthenticationTicket ticket)
    {
        var digest = Digest(key);
        var bytes = TicketSerializer.Default.Serialize(ticket);
        return (
            digest, ticket.Principal.FindFirst("sub")?.Value ?? "", ticket.Principal.FindFirst("sid")?.Value ?? "",
            sealer.Seal(Purpose, digest, Convert.ToBase64String(bytes)));
    }

    private AuthenticationTicket? Open(string key, string digest, byte[] ticket)
    {
        var opened = TicketSerializer.Default.Deserialize(Convert.FromBase64String(sealer.Open(Purpose, digest, ticket)));
        if (opened is not null)
            opened.Properties.Items[Session.Key] = key;
        return opened;
    }

    private Task<bool> WriteAsync(string statement, object values) =>
        database.WriteAsync(async sql => await sql.ExecuteAsync(statement, values) > 0, CancellationToken.None);

    private sealed record SessionRow
    {
        public required byte[] Ticket { get; init; }
        public required DateTimeOffset StartedAt { get; init; }
        public required DateTimeOffset SeenAt { get; init; }
    }
}
