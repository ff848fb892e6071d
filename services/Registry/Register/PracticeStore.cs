using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Register;

internal static class PracticeStore
{
    public static async Task<Practices> LoadAsync(SqlSession sql, IEnumerable<string> rpps, AsOf asOf)
    {
        var condition = TextList.Condition(sql.Engine, "rpps");
        var (qualifications, activities) = await sql.QueryAsync<QualificationRow, ActivityRow>(
            $"{Qualifications(condition)};\n{Activities(condition)}", new { list = TextList.Value(sql.Engine, rpps), revision = asOf.Revision });
        return new Practices(qualifications, await DetailedAsync(sql, activities, asOf), asOf);
    }

    /// <summary>The activities with the kinds and functions that they had as of a revision.</summary>
    private static async Task<IEnumerable<ActivityRow>> DetailedAsync(SqlSession sql, IReadOnlyList<ActivityRow> activities, AsOf asOf)
    {
        var changed = activities.Where(row => row.DetailedIn is { } revision && !asOf.IsRecorded(revision)).ToList();
        if (changed.Count == 0)
            return activities;
        var past = await PastDetails.LoadAsync(sql, changed.Select(row => row.Rpps), asOf);
        return activities.Select(row =>
        {
            var (kind, function, _) = past.Of(row.Rpps, row.ActivityKey, (row.Kind, row.Function, row.DetailedIn));
            return row with { Kind = kind, Function = function };
        });
    }

    public const string ActivityColumns =
        "a.rpps, a.mode, a.sector, a.structure, a.siret, a.finess, a.postal_code, a.town, a.department, a.activity_key, a.kind, a.function, a.detailed_in";

    public const string QualificationColumns = "q.rpps, q.kind, q.code, q.label, q.valid_to, q.recorded_in, q.ended_in, q.recognised_on, q.recognised_in";
    private static readonly string Held = DatedTables.Activities.Holds("a");

    /// <summary>Qualifications recorded by <c>@revision</c>, ended ones included, because FHIR shows them.</summary>
    private static string Qualifications(string condition) =>
        $"""
        select {QualificationColumns} from qualifications q
        where {condition} and {DatedTables.Qualifications.Recorded("q")} order by q.rpps, q.kind desc, q.code
        """;

    private static string Activities(string condition) =>
        $"select {ActivityColumns} from activities a where {condition} and {Held} order by a.rpps, a.valid_from, a.recorded_in, a.activity_key";
}

internal sealed class Practices(IEnumerable<QualificationRow> qualifications, IEnumerable<ActivityRow> activities, AsOf asOf)
{
    public static readonly Practices None = new([], [], AsOf.Now);

    private readonly ILookup<string, QualificationRow> qualifications = qualifications.ToLookup(row => row.Rpps);
    private readonly ILookup<string, ActivityRow> activities = activities.ToLookup(row => row.Rpps);

    public Physician Of(PhysicianRow row) =>
        EntryMap.ToProto(row, qualifications[row.Rpps].Where(held => held.Holds(asOf)).Select(held => EntryMap.ToProto(held, asOf)), activities[row.Rpps]);

    public IEnumerable<EntryQualification> QualificationsOf(string rpps) => QualificationRules.Of(qualifications[rpps], asOf);
}
