namespace OrdreCouncils.WebConsole.Acts;

/// <summary>One act: its questions, what the law makes of the answers, and the call that does it. The pages of acts show every act in the same way: questions,
/// « Vérifiez avant d’envoyer », « C’est fait ». A class names the RPC that it sends by [Calls].</summary>
internal abstract class Act
{
    /// <summary>In addresses, e.g. <c>preparer-saisine</c>. Never changes: drafts are kept under it.</summary>
    public abstract string Name { get; }

    /// <summary>Heading of the pages.</summary>
    public abstract string Title { get; }

    /// <summary>Page that offers it.</summary>
    public abstract ActPlace Place { get; }

    /// <summary>True when the act may be done on a record in this state; see <see cref="ActLinks"/>.</summary>
    public virtual bool FitsState(string state) => true;

    /// <summary>Reads the record that the act is about. A NOT_FOUND of the platform is the page's.</summary>
    /// <param name="record">From the address.</param>
    public abstract Task<ActSubject> LoadAsync(string record);

    /// <summary>The act's effects in law, the next person to act, and a warning when it cannot be undone: one sentence each.</summary>
    public abstract Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers);

    /// <summary>Does it, once for one request id.</summary>
    public abstract Task<Outcome> SendAsync(ActRequest request);

    /// <summary>Faults that no single field can tell; by field.</summary>
    public virtual IEnumerable<(string Field, string Expected)> Check(ActSubject subject, Answers answers) => [];

    /// <summary>Label of the button that sends.</summary>
    public virtual string SendLabel => "Confirmer et envoyer";
}

/// <param name="Record">As in the address.</param>
/// <param name="Title">The record in words, e.g. « Dr MARTIN Paul, affaire … ».</param>
/// <param name="Back">Address of the record's page.</param>
/// <param name="Fields">Questions.</param>
internal sealed record ActSubject(string Record, string Title, string Back, IReadOnlyList<Field> Fields)
{
    /// <summary>Of the record as it is now; empty when it has none.</summary>
    public string Etag { get; init; } = "";

    /// <summary>Answers to begin with, such as the present version of a text.</summary>
    public Answers Begin { get; init; } = Answers.None;

    /// <summary>Facts to have before the eyes while answering.</summary>
    public IReadOnlyList<Line> Facts { get; init; } = [];

    /// <summary>A long text to read before the act, such as the referral that a president signs.</summary>
    public string Text { get; init; } = "";

    /// <summary>Sentences above the questions.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

internal sealed record Line(string Label, string Value);

internal sealed record ActRequest(string Record, string RequestId, string Etag, Answers Answers);

/// <param name="Done">E.g. « La saisine est signée ».</param>
/// <param name="Reference">Number to note down; empty when there is none.</param>
internal sealed record Outcome(string Done, string Reference = "")
{
    /// <summary>Next steps, one sentence each.</summary>
    public IReadOnlyList<string> Next { get; init; } = [];

    /// <summary>Page that a person opens next.</summary>
    public string Address { get; init; } = "";

    public string AddressLabel { get; init; } = "";
}
