namespace OrdreCouncils.Development.Invented;

/// <summary>Random numbers that are the same for a seed on every machine and framework version (SplitMix64, Steele, Lea and Flood 2014).</summary>
internal struct Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>Independent numbers for the n-th item of a seed.</summary>
    public static Dice Of(int seed, long n)
    {
        var dice = new Dice((ulong)seed);
        return new Dice(dice.Next() ^ ((ulong)n * 0xD1B54A32D192ED03));
    }

    /// <summary>A number from 0 up to, but not including, <paramref name="limit"/>.</summary>
    public int Below(int limit) => (int)((UInt128)Next() * (uint)limit >> 64);

    public bool Percent(double share) => Below(10_000) < share * 100;

    public T Pick<T>(IReadOnlyList<T> of) => of[Below(of.Count)];

    /// <summary>An index, drawn with a probability proportional to its weight.</summary>
    public int Weighted(int[] weights)
    {
        var total = 0;
        foreach (var weight in weights)
            total += weight;
        var drawn = Below(total);
        var index = 0;
        while (drawn >= weights[index])
            drawn -= weights[index++];
        return index;
    }

    private ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
