using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Register;

/// <summary>Kinds and functions that activities had as of a revision, where they were replaced since.</summary>
internal sealed class PastDetails
{
    private readonly Dictionary<(string Rpps, string Activity), PastRow> rows;
    private readonly AsOf asOf;

    private PastDetails(IEnumerable<PastRow> rows, AsOf asOf)
    {
        this.rows = rows.ToDictionary(row => (row.Rpps, Convert.ToHexString(row.ActivityKey)));
        this.asOf = asOf;
    }

    public static async Task<PastDetails> LoadAsync(SqlSession sql, IEnumerable<string> rpps, AsOf asOf) => new(
        await sql.QueryAsync<PastRow>(
            $"""
            select rpps, activity_key, kind, function, recorded_in from activities_past
            where {TextList.Condition(sql.Engine, "rpps")} and {DatedTables.ActivitiesPast.Holds()}
            """, new { list = TextList.Value(sql.Engine, rpps.Distinct()), revision = asOf.Revision }),
        asOf);

    /// <summary>The values as of the revision. Without a past row, values recorded later were empty before.</summary>
    /// <param name="now">Present values, and the revision that recorded them; null when it is that of the activity.</param>
    public (string Kind, string Function, long? RecordedIn) Of(string rpps, byte[] activity, (string Kind, string Function, long? RecordedIn) now)
    {
        if (now.RecordedIn is not { } revision || asOf.IsRecorded(revision))
            return now;
        return rows.TryGetValue((rpps, Convert.ToHexString(activity)), out var past) ? (past.Kind, past.Function, past.RecordedIn) : ("", "", null);
    }

    private sealed record PastRow
    {
        public string Rpps { get; init; } = "";
        public byte[] ActivityKey { get; init; } = [];
        public string Kind { get; init; } = "";
        public string Function { get; init; } = "";
        public long RecordedIn { get; init; }
    }
}
