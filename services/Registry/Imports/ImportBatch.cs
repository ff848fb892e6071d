using OrdreCouncils.Registry.Persons;

namespace OrdreCouncils.Registry.Imports;

/// <summary>The facts that some lines give about one person. A person usually has several lines, one per activity or qualification.</summary>
internal sealed class PersonLines(RegisterLine first, long firstLine)
{
    public string Rpps { get; } = first.Rpps.Value;
    public Identity Identity { get; } = first.Identity;
    public long FirstLine { get; } = firstLine;

    /// <summary>Kept to reject them when the register gives the number another name.</summary>
    public List<long> Lines { get; } = [];
    public List<QualificationFact> Qualifications { get; } = [];
    public List<ActivityFact> Activities { get; } = [];

    /// <summary>Departments of practice, in the order of the lines.</summary>
    public IEnumerable<string> Departments => Activities.Select(activity => activity.Department).Where(code => code.Length > 0);

    /// <summary>False when the line gives the number another name.</summary>
    public bool TryAdd(RegisterLine line, long number)
    {
        if (line.Identity != Identity)
            return false;
        Lines.Add(number);
        if (line.Qualification is { } qualification && !Qualifications.Exists(known => known.Hash == qualification.Hash))
            Qualifications.Add(qualification);
        if (line.Activity is { } activity && !Activities.Exists(known => known.Hash == activity.Hash))
            Activities.Add(activity);
        return true;
    }
}

/// <summary>The persons and faults that one transaction writes.</summary>
internal sealed class ImportBatch
{
    /// <summary>A batch may exceed it by one chunk.</summary>
    public const int MostPersons = 5_000;

    private const int MostRejects = 5_000;

    /// <summary>In the order of the file.</summary>
    public Dictionary<string, PersonLines> Persons { get; } = [];
    public List<Reject> Rejects { get; } = [];
    public bool IsFull => Persons.Count >= MostPersons || Rejects.Count >= MostRejects;
    public bool IsEmpty => Persons.Count == 0 && Rejects.Count == 0;

    public void Add(RegisterLine line, long number)
    {
        if (!Persons.TryGetValue(line.Rpps.Value, out var person))
            Persons.Add(line.Rpps.Value, person = new PersonLines(line, number));
        if (!person.TryAdd(line, number))
            Rejects.Add(ImportRules.OtherName(number));
    }
}
