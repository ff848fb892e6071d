using System.Text.Json;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.WebConsole.Acts;

namespace OrdreCouncils.WebConsole.Drafts;

/// <summary>Drafts of one person are that person's alone. A person has one open draft of an act on a record, whichever tab or machine it was begun
/// in.</summary>
internal sealed class DraftStore(Database database, Sealer sealer)
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private const string Purpose = "Console.Draft.v1";
    private const string Columns = "select id, act, record, request_id, etag, answers, version, outcome, changed_at from drafts";

    /// <summary>The open draft, or a new one.</summary>
    public async Task<Draft> BeginAsync(string subject, string act, string record, string etag, Answers answers, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7().ToString("N");
        var row = new
        {
            id, subject, act, record, etag, requestId = Guid.CreateVersion7().ToString(), answers = Seal(id, answers), now = DateTimeOffset.UtcNow,
        };
        await database.WriteAsync(
            async sql => await sql.ExecuteAsync(
                """
                insert into drafts (id, subject, act, record, request_id, etag, answers, version, state, begun_at, changed_at)
                values (@id, @subject, @act, @record, @requestId, @etag, @answers, 1, 'Open', @now, @now)
                on conflict do nothing
                """, row) > 0,
            cancellation);
        var open = await database.ReadAsync(
            sql => sql.SingleOrDefaultAsync<DraftRow>(
                $"{Columns} where subject = @subject and act = @act and record = @record and state = 'Open'", new { subject, act, record }),
            cancellation);
        return Open(open!);
    }

    public async Task<Draft?> FindAsync(string id, string subject, CancellationToken cancellation)
    {
        var row = await database.ReadAsync(
            sql => sql.SingleOrDefaultAsync<DraftRow>($"{Columns} where id = @id and subject = @subject", new { id, subject }), cancellation);
        return row is null ? null : Open(row);
    }

    /// <returns>False when another tab has saved since <paramref name="draft"/> was read, or the act is done: nothing is written.</returns>
    public Task<bool> SaveAsync(Draft draft, string subject, Answers answers, string etag, CancellationToken cancellation) => database.WriteAsync(
        async sql => await sql.ExecuteAsync(
            """
            update drafts set answers = @answers, etag = @etag, version = version + 1, changed_at = @now
            where id = @Id and subject = @subject and version = @Version and state = 'Open'
            """,
            new { draft.Id, draft.Version, subject, etag, answers = Seal(draft.Id, answers), now = DateTimeOffset.UtcNow }) > 0,
        cancellation);

    /// <summary>The act was done. Without the browser's cancellation: a person who left finds what came of it.</summary>
    public Task FinishAsync(Draft draft, string subject, Outcome outcome) => database.WriteAsync(
        async sql => await sql.ExecuteAsync(
            "update drafts set state = 'Done', outcome = @outcome, changed_at = @now where id = @Id and subject = @subject and state = 'Open'",
            new
            {
                draft.Id, subject, outcome = sealer.Seal(Purpose, draft.Id, JsonSerializer.Serialize(outcome)), now = DateTimeOffset.UtcNow,
            }) > 0,
        CancellationToken.None);

    public Task<bool> DeleteAsync(string id, string subject, CancellationToken cancellation) => database.WriteAsync(
        async sql => await sql.ExecuteAsync("delete from drafts where id = @id and subject = @subject and state = 'Open'", new { id, subject }) > 0,
        cancellation);

    /// <summary>Latest first, 50 at most.</summary>
    public async Task<IReadOnlyList<Draft>> ListAsync(string subject, bool done, CancellationToken cancellation)
    {
        var state = done ? "Done" : "Open";
        var rows = await database.ReadAsync(
            sql => sql.QueryAsync<DraftRow>(
                $"{Columns} where subject = @subject and state = @state order by changed_at desc, id desc limit 50", new { subject, state }),
            cancellation);
        return [.. rows.Select(Open)];
    }

    public Task SweepAsync(CancellationToken cancellation)
    {
        var before = DateTimeOffset.UtcNow - Kept;
        return database.WriteAsync(
            async sql => await sql.ExecuteAsync("delete from drafts where changed_at < @before", new { before }) > 0, cancellation);
    }

    private byte[] Seal(string id, Answers answers) => sealer.Seal(Purpose, id, JsonSerializer.Serialize(answers.Values));

    private Draft Open(DraftRow row) => new(
        row.Id, row.Act, row.Record, row.RequestId, row.Etag, row.Version,
        new Answers(JsonSerializer.Deserialize<Dictionary<string, string[]>>(sealer.Open(Purpose, row.Id, row.Answers))!),
        row.Outcome is null ? null : JsonSerializer.Deserialize<Outcome>(sealer.Open(Purpose, row.Id, row.Outcome)), row.ChangedAt);

    private sealed record DraftRow
    {
        public required string Id { get; init; }
        public required string Act { get; init; }
        public required string Record { get; init; }
        public required string RequestId { get; init; }
        public required string Etag { get; init; }
        public required byte[] Answers { get; init; }
        public required int Version { get; init; }
        public byte[]? Outcome { get; init; }
        public required DateTimeOffset ChangedAt { get; init; }
    }
}
