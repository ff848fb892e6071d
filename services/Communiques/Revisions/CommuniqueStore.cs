using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Communiques.Revisions;

internal static class CommuniqueStore
{
    private const string Columns = "id, version, revision, drafted_at";

    public static Task AddAsync(SqlSession sql, CommuniqueRow row) => sql.ExecuteAsync(
        "insert into communiques (id, version, revision, drafted_at) values (@Id, @Version, @Revision, @DraftedAt)", row);

    public static Task<CommuniqueRow?> GetAsync(SqlSession sql, string id) =>
        sql.SingleOrDefaultAsync<CommuniqueRow>($"select {Columns} from communiques where id = @id", new { id });

    /// <summary>As <see cref="GetAsync"/>, with the row locked: one change of a communiqué at a time.</summary>
    public static Task<CommuniqueRow?> LockAsync(SqlSession sql, string id) =>
        sql.SingleOrDefaultAsync<CommuniqueRow>($"select {Columns} from communiques where id = @id{Dialect.ForUpdate(sql.Engine)}", new { id });

    public static Task RaiseAsync(SqlSession sql, CommuniqueRow row) => sql.ExecuteAsync(
        "update communiques set version = @Version, revision = @Revision where id = @Id", row);
}
