using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed.V1;

namespace OrdreCouncils.Tests.ServiceDefaults.Testbed;

internal static class NoteStore
{
    private const string Columns = "id, council, text, noted_on, changed_at, version";

    public static Task InsertAsync(SqlSession sql, NoteRow row) => sql.ExecuteAsync(
        "insert into notes (id, council, text, noted_on, changed_at, version) values (@Id, @Council, @Text, @NotedOn, @ChangedAt, @Version)", row);

    public static Task<NoteRow?> GetAsync(SqlSession sql, RowScope scope, string id, bool lockIt = false) => sql.SingleOrDefaultAsync<NoteRow>(
        $"""
        select {Columns} from notes where id = @id and (@All or council = @Council){(lockIt ? Dialect.ForUpdate(sql.Engine) : "")}
        """, new { id, scope.All, scope.Council });

    public static Task<IReadOnlyList<NoteRow>> AllAsync(SqlSession sql) => sql.QueryAsync<NoteRow>($"select {Columns} from notes order by id");

    public static Task UpdateAsync(SqlSession sql, NoteRow row) => sql.ExecuteAsync(
        "update notes set text = @Text, changed_at = @ChangedAt, version = @Version where id = @Id", row);
}

internal sealed record NoteRow
{
    public string Id { get; init; } = "";
    public string Council { get; init; } = "";
    public string Text { get; init; } = "";
    public DateOnly NotedOn { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
    public long Version { get; init; }

    public Note ToProto() => new() { Id = Id, Council = Council, Text = Text, Etag = Etag.Of(Version) };
}
