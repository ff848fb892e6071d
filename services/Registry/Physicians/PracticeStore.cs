using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Physicians;

/// <summary>SQL that reads, for many physicians at once, what they are qualified for and where they practise, as of a revision.</summary>
internal static class PracticeStore
{
    public static async Task<Practices> LoadAsync(SqlSession sql, IEnumerable<string> rpps, long revision = PhysicianStore.Now)
    {
        var (qualifications, activities) = await sql.QueryAsync<QualificationRow, ActivityRow>(
            Statements(RppsList.Condition(sql.Engine)), new { list = RppsList.Value(sql.Engine, rpps), revision });
        return new Practices(qualifications, activities, revision);
    }

    /// <summary>Two statements, of the physicians of a condition, as of <c>@revision</c>. Ended qualifications too: FHIR shows them.</summary>
    public static string Statements(string condition) =>
        $"""
        select rpps, kind, code, label, valid_to as ValidTo, recorded_in as RecordedIn, ended_in as EndedIn
        from qualifications where {condition} and recorded_in <= @revision order by rpps, kind desc, code;
        select rpps, mode, sector, structure, siret, finess, postal_code as PostalCode, town, department from activities
        where {condition} and recorded_in <= @revision and (ended_in is null or ended_in > @revision)
        order by rpps, valid_from, recorded_in, activity_key
        """;
}

/// <summary>What some physicians are qualified for, and where they practise.</summary>
internal sealed class Practices(IEnumerable<QualificationRow> qualifications, IEnumerable<ActivityRow> activities, long revision)
{
    public static readonly Practices None = new([], [], PhysicianStore.Now);

    private readonly ILookup<string, QualificationRow> qualifications = qualifications.ToLookup(row => row.Rpps);
    private readonly ILookup<string, ActivityRow> activities = activities.ToLookup(row => row.Rpps);

    /// <summary>A physician with them.</summary>
    public Physician Of(PhysicianRow row) =>
        RegisterEntries.ToProto(row, qualifications[row.Rpps].Where(held => held.Holds(revision)), activities[row.Rpps]);

    /// <summary>Every qualification that a physician ever held.</summary>
    public IEnumerable<EntryQualification> QualificationsOf(string rpps) => QualificationRules.Of(qualifications[rpps], revision);
}
