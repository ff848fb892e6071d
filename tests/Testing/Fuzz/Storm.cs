namespace OrdreCouncils.Tests.Testing.Fuzz;

/// <summary>How much of a storm a run has time for: a tenth, or all of it under <c>./test.sh --full</c>.</summary>
public static class Storm
{
    private const int Part = 10;

    public static bool Full { get; } = Environment.GetEnvironmentVariable("ORDRE_TESTS") == "full";

    /// <param name="whole">Cases of the full storm.</param>
    public static int Cases(int whole) => Full ? whole : whole / Part;
}
