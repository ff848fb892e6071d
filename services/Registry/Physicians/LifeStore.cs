using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Physicians;

/// <summary>SQL that reads, for many physicians at once, what their registration follows from: restrictions, suspensions, facts, as of a revision.</summary>
internal static class LifeStore
{
    /// <summary>The lives of some physicians as the register had them at a revision. One snapshot: call it in one transaction.</summary>
    public static Task<Lives> LoadAsync(SqlSession sql, IReadOnlyCollection<string> rpps, long revision = PhysicianStore.Now) =>
        LoadAsync(sql, RppsList.Condition(sql.Engine), new { list = RppsList.Value(sql.Engine, rpps), revision });

    /// <summary>The lives of all whose numbers are between two, these included, as they are now.</summary>
    public static Task<Lives> BetweenAsync(SqlSession sql, string first, string last) =>
        LoadAsync(sql, "rpps >= @first and rpps <= @last", new { first, last, revision = PhysicianStore.Now });

    private static async Task<Lives> LoadAsync(SqlSession sql, string condition, object args) =>
        new(
            await sql.QueryAsync<RestrictionRow>(
                $"""
                select id, rpps, decision_id as DecisionId, kind, effective_on as EffectiveOn, ends_on as EndsOn from restrictions
                where {condition} and recorded_in <= @revision order by effective_on, id
                """, args),
            await sql.QueryAsync<SuspensionRow>(
                $"""
                select rpps, kind, part, effective_on as EffectiveOn, ends_on as EndsOn, lifted_on as LiftedOn from suspensions
                where {condition} and recorded_in <= @revision and (superseded_in is null or superseded_in > @revision) order by effective_on, id
                """, args),
            await sql.QueryAsync<FactRow>(
                $"""
                select rpps, kind, ground, effective_on as EffectiveOn from registration_facts
                where {condition} and recorded_in <= @revision and (superseded_in is null or superseded_in > @revision)
                order by effective_on, recorded_in, id
                """, args));
}

/// <summary>What the registrations of some physicians follow from.</summary>
internal sealed class Lives(IEnumerable<RestrictionRow> restrictions, IEnumerable<SuspensionRow> suspensions, IEnumerable<FactRow> facts)
{
    private readonly ILookup<string, RestrictionRow> restrictions = restrictions.ToLookup(row => row.Rpps);
    private readonly ILookup<string, SuspensionRow> suspensions = suspensions.ToLookup(row => row.Rpps);
    private readonly ILookup<string, FactRow> facts = facts.ToLookup(row => row.Rpps);

    /// <summary>Whether there is anything about one of them.</summary>
    public bool Any(string rpps) => restrictions.Contains(rpps) || suspensions.Contains(rpps) || facts.Contains(rpps);

    /// <summary>The entry of one of them, without names.</summary>
    public RegisterEntry Of(string rpps, DateOnly registeredSince) =>
        RegisterEntries.Entry(registeredSince, restrictions[rpps], suspensions[rpps], facts[rpps]);
}
