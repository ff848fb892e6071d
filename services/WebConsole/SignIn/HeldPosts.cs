using System.Security.Cryptography;
using System.Text.Json;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.WebConsole.SignIn;

/// <summary>Forms that were sent with an expired session, sealed, until the same person has signed in again: no word is lost. An hour later they are
/// deleted.</summary>
internal sealed class HeldPosts(Database database, Sealer sealer, SessionStore sessions)
{
    public static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private const string Purpose = "Console.HeldPost.v1";

    /// <summary>Only a form without files, and only for a session that once was: nobody fills this store from outside.</summary>
    /// <returns>Number of the row; null when nothing was kept.</returns>
    public async Task<string?> HoldAsync(HttpContext http, string sessionKey)
    {
        if (!http.Request.HasFormContentType || await sessions.SubjectAsync(sessionKey) is not { Length: > 0 } subject)
            return null;
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var fields = form.Where(field => field.Key != "jeton").ToDictionary(field => field.Key, field => field.Value.ToArray());
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var sealedForm = sealer.Seal(Purpose, id, JsonSerializer.Serialize(fields));
        var row = new { id, subject, path = http.Request.Path.Value + http.Request.QueryString, sealedForm, now = DateTimeOffset.UtcNow };
        await database.WriteAsync(
            async sql => await sql.ExecuteAsync(
                "insert into held_posts (id, subject, path, form, held_at) values (@id, @subject, @path, @sealedForm, @now)", row) > 0,
            http.RequestAborted);
        return id;
    }

    /// <summary>Null for a row that is absent, or another person's.</summary>
    public async Task<HeldPost?> FindAsync(string id, string subject, CancellationToken cancellation)
    {
        var row = await database.ReadAsync(
            sql => sql.SingleOrDefaultAsync<HeldRow>("select path, form from held_posts where id = @id and subject = @subject", new { id, subject }),
            cancellation);
        return row is null
            ? null
            : new HeldPost(row.Path, JsonSerializer.Deserialize<Dictionary<string, string[]>>(sealer.Open(Purpose, id, row.Form))!);
    }

    public Task SweepAsync(CancellationToken cancellation)
    {
        var before = DateTimeOffset.UtcNow - Kept;
        return database.WriteAsync(
            async sql => await sql.ExecuteAsync("delete from held_posts where held_at < @before", new { before }) > 0, cancellation);
    }

    private sealed record HeldRow
    {
        public required string Path { get; init; }
        public required byte[] Form { get; init; }
    }
}

/// <param name="Path">Where it was posted.</param>
/// <param name="Form">Fields and their values.</param>
internal sealed record HeldPost(string Path, IReadOnlyDictionary<string, string[]> Form);
