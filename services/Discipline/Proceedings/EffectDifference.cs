namespace OrdreCouncils.Discipline.Proceedings;

/// <summary>Difference between the sanctions that the register shows and those that it has to show.</summary>
/// <param name="Changed">With the row that was told before; null when the register never had the key.</param>
internal sealed record EffectDifference(IReadOnlyList<EffectRow> Withdrawn, IReadOnlyList<(Effect Effect, EffectRow? Before)> Changed)
{
    public static EffectDifference Of(IReadOnlyList<EffectRow> told, IReadOnlyList<Effect> effects)
    {
        var rows = told.ToDictionary(row => row.Key);
        return new EffectDifference(
            [.. told.Where(row => !row.Withdrawn && effects.All(effect => effect.Key != row.Key))],
            [.. effects.Select(effect => (effect, rows.GetValueOrDefault(effect.Key)))
                .Where(pair => pair.Item2 is not { Withdrawn: false } before || before.Effect != pair.effect)]);
    }
}
