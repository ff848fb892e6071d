using OrdreCouncils.Discipline.Proceedings;

namespace OrdreCouncils.Tests.Discipline.Model;

/// <summary>A register that is told differences only. It refuses what makes no sense: a record of what it shows, a correction of what it does not.</summary>
internal sealed record ModelRegister(IReadOnlyList<EffectRow> Rows)
{
    public static readonly ModelRegister Empty = new([]);

    public IEnumerable<Effect> Shown => Rows.Where(row => !row.Withdrawn).Select(row => row.Effect);

    /// <param name="first">Id of the first decision of the case: those of its other decisions begin with it.</param>
    /// <param name="effects">What follows from the facts of the case.</param>
    public ModelRegister Told(string first, IReadOnlyList<Effect> effects)
    {
        var rows = Rows.ToDictionary(row => row.Key);
        var (withdrawn, changed) = EffectDifference.Of([.. Rows.Where(row => row.Key.StartsWith(first, StringComparison.Ordinal))], effects);
        foreach (var row in withdrawn)
        {
            Assert.False(rows[row.Key].Withdrawn);
            rows[row.Key] = row with { Withdrawn = true };
        }

        foreach (var (effect, before) in changed)
        {
            Assert.Equal(before, rows.GetValueOrDefault(effect.Key));
            Assert.NotEqual(effect, before is { Withdrawn: false } ? before.Effect : null);
            // A key is one sanction of one decision.
            Assert.Equal(effect.Sanction, before?.Sanction ?? effect.Sanction);
            rows[effect.Key] = new EffectRow { Key = effect.Key, Sanction = effect.Sanction, FromDay = effect.From, Until = effect.Until };
        }

        return new ModelRegister([.. rows.Values]);
    }
}
