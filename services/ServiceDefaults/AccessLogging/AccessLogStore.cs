using System.Globalization;
using System.Text;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.ServiceDefaults.Sql.Bulk;

namespace OrdreCouncils.ServiceDefaults.AccessLogging;

internal static class AccessLogStore
{
    private const string Columns =
        "id, batch, subject, actor, on_behalf_of, operation, purpose, granted, count, first_at, last_at, reader_body, revision";

    private static readonly string[] Written =
        ["id", "batch", "subject", "actor", "on_behalf_of", "operation", "purpose", "granted", "count", "first_at", "last_at", "reader_body", "revision"];

    public static Task InsertAsync(SqlSession sql, IReadOnlyList<AccessRow> rows) => BulkInsert.RowsAsync(sql, "record_accesses", Written, rows, Write);

    private static void Write(RowWriter writer, AccessRow row)
    {
        writer.Text(row.Id);
        writer.Text(row.Batch);
        writer.Text(row.Subject);
        writer.Text(row.Actor);
        writer.Text(row.OnBehalfOf);
        writer.Text(row.Operation);
        writer.Text(row.Purpose);
        writer.Flag(row.Granted);
        writer.Number(row.Count);
        writer.Instant(row.FirstAt);
        writer.Instant(row.LastAt);
        writer.Text(row.ReaderBody);
        writer.BigNumber(row.Revision);
    }

    /// <summary>Accesses to one record, latest first, with the bulk reads that showed it.</summary>
    public static Task<IReadOnlyList<AccessRow>> PageAsync(
        SqlSession sql, string subject, IReadOnlyList<BulkSpan> bulk, AccessCursor after, int limit)
    {
        var parameters = new Dictionary<string, object?> { ["subject"] = subject, ["limit"] = limit, ["at"] = after.At, ["id"] = after.Id };
        var spans = new StringBuilder();
        for (var i = 0; i < bulk.Count; i++)
        {
            spans.Append(CultureInfo.InvariantCulture, $" or (subject = @subject{i} and revision >= @from{i} and revision < @until{i})");
            (parameters[$"subject{i}"], parameters[$"from{i}"], parameters[$"until{i}"]) = (bulk[i].Subject, bulk[i].From, bulk[i].Until);
        }

        return sql.QueryAsync<AccessRow>(
            $"""
            select {Columns} from record_accesses
            where (subject = @subject{spans}) and (last_at < @at or (last_at = @at and id < @id))
            order by last_at desc, id desc limit @limit
            """, parameters);
    }

    public static Task<IReadOnlyList<AccessRow>> BatchAsync(SqlSession sql, string batch) => sql.QueryAsync<AccessRow>(
        $"select {Columns} from record_accesses where batch = @batch", new { batch });

    public static Task<IReadOnlyList<AccessRow>> AllAsync(SqlSession sql) => sql.QueryAsync<AccessRow>($"select {Columns} from record_accesses order by id");

    public static Task<(long Rows, DateTimeOffset? Oldest)> OldAsync(SqlSession sql, DateTimeOffset before) =>
        sql.SingleOrDefaultAsync<(long, DateTimeOffset?)>("select count(*), min(first_at) from record_accesses where last_at < @before", new { before });

    /// <summary>Deletes a batch that a purge covers; the store refuses any other.</summary>
    public static Task<int> DeleteAsync(SqlSession sql, string batch) => sql.ExecuteAsync("delete from record_accesses where batch = @batch", new { batch });

    public static Task<long> CountAsync(SqlSession sql) => sql.ScalarAsync<long>("select count(*) from record_accesses");
}

internal sealed record AccessRow
{
    public string Id { get; init; } = "";
    public string Batch { get; init; } = "";
    public string Subject { get; init; } = "";
    public string Actor { get; init; } = "";
    public string OnBehalfOf { get; init; } = "";
    public string Operation { get; init; } = "";
    public string Purpose { get; init; } = "";
    public bool Granted { get; init; }
    public int Count { get; init; }
    public DateTimeOffset FirstAt { get; init; }
    public DateTimeOffset LastAt { get; init; }

    /// <summary>Empty for an access recorded before this column.</summary>
    public string ReaderBody { get; init; } = "";

    /// <summary>The revision of a bulk read; 0 otherwise.</summary>
    public long Revision { get; init; }
}
