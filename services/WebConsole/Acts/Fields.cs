namespace OrdreCouncils.WebConsole.Acts;

/// <summary>A question of an act.</summary>
/// <param name="Name">In the form.</param>
/// <param name="Label">The question.</param>
internal abstract record Field(string Name, string Label)
{
    public string Hint { get; init; } = "";

    public bool Required { get; init; } = true;

    /// <summary>Shown when the answer is empty or the platform refuses it: what to write instead.</summary>
    public string Expected { get; init; } = "";

    /// <summary>Name in the contract's message, by which a refusal of the platform finds the field.</summary>
    public string Contract { get; init; } = "";

    /// <summary>Null when the answer is one.</summary>
    public virtual string? Fault(Answers answers) => Required && answers.Text(Name).Length == 0 ? Missing : null;

    /// <summary>The answer as the page of verification shows it.</summary>
    public virtual string Shown(Answers answers) => answers.Text(Name);

    protected string Missing => Expected.Length > 0 ? Expected : $"Répondez à « {Label} ».";
}

/// <summary>One line.</summary>
internal sealed record TextField(string Name, string Label) : Field(Name, Label)
{
    public int Longest { get; init; } = 200;

    /// <summary>Shows a keyboard of digits.</summary>
    public bool Digits { get; init; }

    public override string? Fault(Answers answers) => base.Fault(answers)
        ?? (answers.Text(Name).Length > Longest ? $"{Label} : {Longest} caractères au plus." : null);
}

/// <summary>Several lines.</summary>
internal sealed record LongTextField(string Name, string Label) : Field(Name, Label)
{
    public int Longest { get; init; } = 50_000;

    public int Rows { get; init; } = 8;

    public override string? Fault(Answers answers) => base.Fault(answers)
        ?? (answers.Text(Name).Length > Longest ? $"{Label} : {Longest} caractères au plus, vous en avez écrit {answers.Text(Name).Length}." : null);
}

/// <summary>A day, in three parts: people type a date that they know faster than they choose it.</summary>
internal sealed record DateField(string Name, string Label) : Field(Name, Label)
{
    public override string? Fault(Answers answers)
    {
        if (answers.IsDateEmpty(Name))
            return Required ? Missing : null;
        return answers.Date(Name) is null ? $"{Label} : écrivez un jour, un mois et une année qui existent, par exemple 27 3 2026." : null;
    }

    public override string Shown(Answers answers) => answers.Date(Name) is { } date ? Ui.Dates.Of(date) : "";
}

internal sealed record Option(string Value, string Label, string Hint = "");

/// <summary>One of some options.</summary>
internal sealed record ChoiceField(string Name, string Label, IReadOnlyList<Option> Options) : Field(Name, Label)
{
    public override string? Fault(Answers answers)
    {
        var chosen = answers.Text(Name);
        if (chosen.Length == 0)
            return Required ? Missing : null;
        return Options.Any(option => option.Value == chosen) ? null : Missing;
    }

    public override string Shown(Answers answers) => Options.FirstOrDefault(option => option.Value == answers.Text(Name))?.Label ?? "";
}

/// <summary>Any number of some options.</summary>
internal sealed record ChecksField(string Name, string Label, IReadOnlyList<Option> Options) : Field(Name, Label)
{
    public override string? Fault(Answers answers) => Required && answers.All(Name).Count == 0 ? Missing : null;

    public override string Shown(Answers answers) =>
        string.Join("\n", Options.Where(option => answers.All(Name).Contains(option.Value)).Select(option => option.Label));
}
