using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Register;

internal static class PracticeStore
{
    public static async Task<Practices> LoadAsync(SqlSession sql, IEnumerable<string> rpps, AsOf asOf)
    {
        var condition = RppsList.Condition(sql.Engine);
        var (qualifications, activities) = await sql.QueryAsync<QualificationRow, ActivityRow>(
            $"{Qualifications(condition)};\n{Activities(condition)}", new { list = RppsList.Value(sql.Engine, rpps), revision = asOf.Revision });
        return new Practices(qualifications, activities, asOf);
    }

    private const string Columns = "a.rpps, a.mode, a.sector, a.structure, a.siret, a.finess, a.postal_code, a.town, a.department";
    private static readonly string Held = DatedTables.Activities.Holds("a");

    /// <summary>Activities of <c>@rpps</c> as of <c>@revision</c>, each row with the physician's version. A physician without activity gives one row.</summary>
    public static readonly string ActivitiesAndVersion =
        $"""
        select {Columns}, p.version from physicians p left join activities a on a.rpps = p.rpps and {Held}
        where p.rpps = @rpps order by a.valid_from, a.recorded_in, a.activity_key
        """;

    /// <summary>Qualifications recorded by <c>@revision</c>, ended ones included, because FHIR shows them.</summary>
    public static string Qualifications(string condition) =>
        $"""
        select rpps, kind, code, label, valid_to, recorded_in, ended_in
        from qualifications where {condition} and {DatedTables.Qualifications.Recorded()} order by rpps, kind desc, code
        """;

    private static string Activities(string condition) =>
        $"select {Columns} from activities a where {condition} and {Held} order by a.rpps, a.valid_from, a.recorded_in, a.activity_key";
}

internal sealed class Practices(IEnumerable<QualificationRow> qualifications, IEnumerable<ActivityRow> activities, AsOf asOf)
{
    public static readonly Practices None = new([], [], AsOf.Now);

    private readonly ILookup<string, QualificationRow> qualifications = qualifications.ToLookup(row => row.Rpps);
    private readonly ILookup<string, ActivityRow> activities = activities.ToLookup(row => row.Rpps);

    public Physician Of(PhysicianRow row) =>
        EntryMap.ToProto(row, qualifications[row.Rpps].Where(held => held.Holds(asOf)), activities[row.Rpps]);

    public IEnumerable<EntryQualification> QualificationsOf(string rpps) => QualificationRules.Of(qualifications[rpps], asOf);
}
