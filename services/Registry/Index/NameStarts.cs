namespace OrdreCouncils.Registry.Index;

/// <summary>Where each name begins in a text of names that stand one after the other, and which one is at a place.</summary>
internal sealed class NameStarts
{
    private const int BlockBits = 6;

    // Of each name, and of the end.
    private readonly int[] starts;

    // The name at the first place of each 64: a part found has its name a few steps from there, where a search by halves goes through all memory.
    private readonly int[] blocks;

    /// <param name="starts">In order, from 0 to the text's length.</param>
    public NameStarts(int[] starts)
    {
        this.starts = starts;
        blocks = new int[(starts[^1] >> BlockBits) + 1];
        var name = 0;
        for (var block = 0; block < blocks.Length; block++)
        {
            while (name < Count - 1 && starts[name + 1] <= block << BlockBits)
                name++;
            blocks[block] = name;
        }
    }

    public int Count => starts.Length - 1;

    /// <summary>Where a name begins; of the number after the last one, where the text ends.</summary>
    public int this[int name] => starts[name];

    /// <summary>The name at a place.</summary>
    public int At(int place)
    {
        var name = blocks[place >> BlockBits];
        while (starts[name + 1] <= place)
            name++;
        return name;
    }
}
