using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Physicians;

/// <summary>SQL that reads, for many physicians at once, what they are qualified for and where they practise, as of a revision.</summary>
internal static class PracticeStore
{
    public static async Task<Practices> LoadAsync(SqlSession sql, IEnumerable<string> rpps, long revision = PhysicianStore.Now)
    {
        var condition = RppsList.Condition(sql.Engine);
        var args = new { list = RppsList.Value(sql.Engine, rpps), revision };
        return new Practices(
            await sql.QueryAsync<QualificationRow>(
                $"""
                select rpps, kind, code, label from qualifications
                where {condition} and recorded_in <= @revision and (ended_in is null or ended_in > @revision) order by rpps, kind desc, code
                """, args),
            await sql.QueryAsync<ActivityRow>(
                $"""
                select rpps, mode, sector, structure, siret, finess, postal_code as PostalCode, town, department from activities
                where {condition} and recorded_in <= @revision and (ended_in is null or ended_in > @revision)
                order by rpps, valid_from, recorded_in, activity_key
                """, args));
    }
}

/// <summary>What some physicians are qualified for, and where they practise.</summary>
internal sealed class Practices(IEnumerable<QualificationRow> qualifications, IEnumerable<ActivityRow> activities)
{
    private readonly ILookup<string, QualificationRow> qualifications = qualifications.ToLookup(row => row.Rpps);
    private readonly ILookup<string, ActivityRow> activities = activities.ToLookup(row => row.Rpps);

    /// <summary>A physician with them.</summary>
    public Physician Of(PhysicianRow row) => RegisterEntries.ToProto(row, qualifications[row.Rpps], activities[row.Rpps]);
}
