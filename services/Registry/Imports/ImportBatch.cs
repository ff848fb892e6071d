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

    /// <summary>Qualifications that the lines give as abandoned, each once.</summary>
    public List<QualificationFact> Abandoned { get; } = [];

    /// <summary>Professional category; null when the lines tell none.</summary>
    public string? Category { get; private set; }

    /// <summary>Departments of practice, in the order of the lines.</summary>
    public IEnumerable<string> Departments => Activities.Select(activity => activity.Department).Where(code => code.Length > 0);

    /// <summary>False when the line gives the number another name.</summary>
    public bool TryAdd(RegisterLine line, long number)
    {
        if (line.Identity != Identity)
            return false;
        Lines.Add(number);
        Category = First(Category, line.Category);
        if (line.Qualification is { AbandonedOn: null } qualification)
            Add(Qualifications, qualification, (known, other) => known.RecognisedOn is null ? other : known);
        else if (line.Qualification is { } abandoned)
            Add(Abandoned, abandoned, (known, other) => known.AbandonedOn < other.AbandonedOn ? other : known);
        if (line.Activity is { } activity)
            AddActivity(activity);
        return true;
    }

    /// <summary>One of several values, whatever the order of the lines: the first by code, and none only when no line has one.</summary>
    private static string? First(string? known, string? other) =>
        string.IsNullOrEmpty(known) ? other ?? known : string.IsNullOrEmpty(other) || string.CompareOrdinal(known, other) <= 0 ? known : other;

    private static void Add(List<QualificationFact> facts, QualificationFact fact, Func<QualificationFact, QualificationFact, QualificationFact> better)
    {
        var place = facts.FindIndex(known => known.Hash == fact.Hash);
        if (place < 0)
            facts.Add(fact);
        else
            facts[place] = better(facts[place], fact);
    }

    /// <summary>Lines that differ in kind or function only are one activity: the first by code is shown, whatever the order of the lines.</summary>
    private void AddActivity(ActivityFact activity)
    {
        var place = Activities.FindIndex(known => known.Hash == activity.Hash);
        if (place < 0)
            Activities.Add(activity);
        else if (!activity.Detail.IsEmpty && (Activities[place].Detail.IsEmpty || activity.Detail.CompareTo(Activities[place].Detail) < 0))
            Activities[place] = activity;
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
