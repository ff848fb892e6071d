namespace OrdreCouncils.Tests.Testing.Fuzz;

/// <summary>Size of random tests: a tenth in an ordinary run, everything under <c>./test.sh --full</c>.</summary>
public static class Storm
{
    private const int Part = 10;

    public static bool Full { get; } = Environment.GetEnvironmentVariable("ORDRE_TESTS") == "full";

    public static int Cases(int whole) => Full ? whole : whole / Part;
}
