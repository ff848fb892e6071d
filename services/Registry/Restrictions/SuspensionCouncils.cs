using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Restrictions;

/// <summary>The council on whose register a physician was: its region has the bodies before which a suspension goes, also after a transfer.</summary>
internal static class SuspensionCouncils
{
    /// <summary>Empty for an unknown number.</summary>
    public static async Task<string> OnAsync(SqlSession sql, string rpps, DateOnly day) => On(
        await PhysicianStore.FactsAsync(sql, rpps), day, await PhysicianStore.CouncilAsync(sql, rpps, RowScope.Everything) ?? "");

    /// <param name="facts">In the order of their days.</param>
    /// <param name="day">First day of the suspension.</param>
    /// <param name="present">The council that keeps the file; of an imported physician no fact may tell the council.</param>
    public static string On(IReadOnlyList<FactRow> facts, DateOnly day, string present) =>
        facts.LastOrDefault(fact => fact.EffectiveOn <= day && fact.Kind == nameof(FactKind.Entered))?.Council
        ?? facts.FirstOrDefault(fact => fact.EffectiveOn > day && fact.Kind == nameof(FactKind.Left))?.Council
        ?? present;
}
