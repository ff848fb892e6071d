using OrdreCouncils.Protos.Formats;

namespace OrdreCouncils.Development.Invented;

/// <summary>A physician who does not exist.</summary>
internal sealed record InventedPhysician(
    string Rpps, string Title, bool Woman, string FamilyName, string GivenName, InventedSpecialty Specialty, IReadOnlyList<InventedActivity> Activities)
{
    // Real numbers begin with 100 or 101 so far: with 105, no invented number can be a real physician's.
    private const long FirstSequence = 1_050_000_000;
    private const int MostGap = 7;

    /// <summary>The n-th invented physician of a seed. RPPS numbers grow with n, so that no two are equal.</summary>
    public static InventedPhysician Nth(int seed, int n)
    {
        var dice = Dice.Of(seed, n);
        var rpps = RppsNumber.WithKey(FirstSequence + ((long)n * MostGap) + dice.Below(MostGap));
        var woman = dice.Percent(50);
        var upper = dice.Percent(85);
        var family = InventedNames.Family(ref dice);
        var given = InventedNames.Given(ref dice, woman);
        var home = InventedPlaces.Draw(ref dice);
        var activities = new InventedActivity[dice.Percent(35) ? 2 + (dice.Percent(20) ? 1 : 0) : 1];
        for (var i = 0; i < activities.Length; i++)
            activities[i] = InventedActivity.Draw(ref dice, i == 0 || dice.Percent(85) ? home : InventedPlaces.Draw(ref dice), i, family);
        return new InventedPhysician(
            rpps.Value,
            dice.Percent(2) ? "PR" : "DR",
            woman,
            upper ? family.ToUpperInvariant() : family,
            upper ? given.ToUpperInvariant() : given,
            InventedSpecialties.Draw(ref dice),
            activities);
    }
}

internal sealed record InventedActivity(
    InventedPlace Place, string Mode, string Sector, string SectorLabel, string Structure, string Finess, bool NamesDepartment)
{
    private static readonly (string Mode, int Weight)[] Modes = [("L", 56), ("S", 42), ("B", 2)];
    private static readonly int[] Weights = [.. Modes.Select(mode => mode.Weight)];

    public static InventedActivity Draw(ref Dice dice, InventedPlace place, int rank, string family)
    {
        var mode = Modes[dice.Weighted(Weights)].Mode;
        var finess = $"{(place.Department.Length == 2 ? place.Department : place.Department[..2])}0{dice.Below(1_000_000):000000}";
        var number = 1 + dice.Below(40);
        return mode switch
        {
            "L" when rank == 0 => new(place, mode, "SA07", "Cabinet individuel", $"CABINET DU DR {family.ToUpperInvariant()}", "", dice.Percent(20)),
            "L" => new(place, mode, "SA08", "Cabinet de groupe", $"CABINET MEDICAL N°{number}", "", dice.Percent(20)),
            "S" => new(
                place, mode, "SA01", "Etablissement public de santé", $"CENTRE HOSPITALIER DE {place.Town.ToUpperInvariant()} SITE {number}", finess,
                dice.Percent(20)),
            _ => new(place, mode, "SA05", "Centre de santé", $"CENTRE DE SANTE {number}", finess, dice.Percent(20)),
        };
    }
}
