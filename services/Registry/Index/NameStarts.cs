namespace OrdreCouncils.Registry.Index;

/// <summary>Start of each name in a text of concatenated names, and the name at a given place.</summary>
internal sealed class NameStarts
{
    private const int BlockBits = 6;

    // One start per name, and the end of the text.
    private readonly int[] starts;

    // The name at every 64th place: from there the name at a place is a few steps away. A binary search would touch memory all over the array.
    private readonly int[] blocks;

    /// <param name="starts">Ascending, from 0 to the length of the text.</param>
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

    /// <summary>For the number after the last name: the end of the text.</summary>
    public int this[int name] => starts[name];

    public int At(int place)
    {
        var name = blocks[place >> BlockBits];
        while (starts[name + 1] <= place)
            name++;
        return name;
    }
}
