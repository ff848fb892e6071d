using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Physicians;

/// <summary>SQL that reads, for many physicians at once, what their registration follows from: restrictions, suspensions, facts, as of a revision.</summary>
internal static class LifeStore
{
    /// <summary>The lives of some physicians as the register had them at a revision. One snapshot: call it in one transaction.</summary>
    /// <param name="sql">The transaction.</param>
    /// <param name="rpps">Their numbers.</param>
    /// <param name="links">Merges of these numbers, at the same revision.</param>
    /// <param name="revision">The revision.</param>
    public static Task<Lives> LoadAsync(SqlSession sql, IReadOnlyCollection<string> rpps, MergeLinks links, long revision = PhysicianStore.Now) => LoadAsync(
        sql, RppsList.Condition(sql.Engine), new { list = RppsList.Value(sql.Engine, rpps.Concat(rpps.SelectMany(links.MergedInto)).Distinct()), revision }, links);

    /// <summary>The lives of all whose numbers are between two, these included, as they are now.</summary>
    public static Task<Lives> BetweenAsync(SqlSession sql, string first, string last, MergeLinks links) => LoadAsync(
        sql,
        "(rpps >= @first and rpps <= @last or rpps in (select m.rpps from merges m where m.kept >= @first and m.kept <= @last))",
        new { first, last, revision = PhysicianStore.Now },
        links);

    private static async Task<Lives> LoadAsync(SqlSession sql, string condition, object args, MergeLinks links)
    {
        var (restrictions, suspensions, facts) = await sql.QueryAsync<RestrictionRow, SuspensionRow, FactRow>(
            $"""
            select id, rpps, decision_id as DecisionId, kind, effective_on as EffectiveOn, ends_on as EndsOn,
                   (select f.effective_on from reliefs f
                    where f.restriction_id = restrictions.id and f.outcome = 'Granted'
                      and f.recorded_in <= @revision and (f.superseded_in is null or f.superseded_in > @revision)) as RelievedOn
            from restrictions
            where {condition} and recorded_in <= @revision order by effective_on, id;
            select rpps, kind, part, effective_on as EffectiveOn, ends_on as EndsOn, lifted_on as LiftedOn from suspensions
            where {condition} and recorded_in <= @revision and (superseded_in is null or superseded_in > @revision) order by effective_on, id;
            select rpps, kind, ground, effective_on as EffectiveOn from registration_facts
            where {condition} and recorded_in <= @revision and (superseded_in is null or superseded_in > @revision)
            order by effective_on, recorded_in, id
            """, args);
        return new Lives(links, restrictions, suspensions, facts);
    }
}

/// <summary>What the registrations of some physicians follow from.</summary>
internal sealed class Lives(
    MergeLinks links, IEnumerable<RestrictionRow> restrictions, IEnumerable<SuspensionRow> suspensions, IEnumerable<FactRow> facts)
{
    private readonly ILookup<string, RestrictionRow> restrictions = restrictions.ToLookup(row => row.Rpps);
    private readonly ILookup<string, SuspensionRow> suspensions = suspensions.ToLookup(row => row.Rpps);
    private readonly ILookup<string, FactRow> facts = facts.ToLookup(row => row.Rpps);

    /// <summary>Whether there is anything about one of them, or about those merged into it.</summary>
    public bool Any(string rpps) =>
        NumbersOf(rpps).Any(number => restrictions.Contains(number) || suspensions.Contains(number)) || facts.Contains(rpps);

    /// <summary>The entry of one of them, without names: what restricts those merged into it restricts it.</summary>
    public RegisterEntry Of(string rpps, DateOnly registeredSince)
    {
        var numbers = NumbersOf(rpps).ToList();
        return RegisterEntries.Entry(
            registeredSince, numbers.SelectMany(number => restrictions[number]), numbers.SelectMany(number => suspensions[number]), facts[rpps]);
    }

    private IEnumerable<string> NumbersOf(string rpps) => links.MergedInto(rpps).Prepend(rpps);
}
