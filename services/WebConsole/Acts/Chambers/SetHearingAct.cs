using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.WebConsole.Platform;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Chambers;

/// <summary>The president puts the case on the list of a hearing, with its formation.</summary>
[Calls("discipline/HearingsService/SetHearing")]
[Calls("discipline/InstructionsService/GetInstruction")]
internal sealed class SetHearingAct(
    InstructionsService.InstructionsServiceClient instructions, HearingsService.HearingsServiceClient hearings, Viewer viewer)
    : InstructionAct(instructions, viewer)
{
    private const string PerLine =
        "Un membre par ligne : prénom et nom, puis une virgule et le code du département du conseil où il siège, s’il siège dans un conseil.";
    private const string Members =
        "Chaque membre une fois, cinq au moins avec le président, trois à La Réunion-Mayotte ; aucun n’a connu de l’affaire ni ne siège "
        + "au conseil qui l’a transmise (CSP L.4124-7, IV, L.4132-7, L.4132-5, R.4132-4).";

    private static readonly Field[] Questions =
    [
        new DateField("fixee-le", "Jour où le président fixe l’audience") { Contract = "set_on", Expected = SinceRegistration },
        new DateField("audience-le", "Jour de l’audience")
        {
            Contract = "hearing_on", Expected = "Écrivez un jour qui laisse quinze jours au moins aux convocations (CSP R.4126-25).",
        },
        new TextField("heure", "Heure") { Longest = 5, Contract = "starts_at", Hint = "Par exemple 09:30.", Expected = "Écrivez une heure comme 09:30." },
        new TextField("lieu", "Lieu") { Contract = "place" },
        new ChoiceField("publicite", "L’audience est-elle publique ? (CSP R.4126-26)", EnumOptions.Of(
            InstructionWords.Of, HearingPublicity.Public, HearingPublicity.ClosedForPublicOrder, HearingPublicity.ClosedForPrivacy,
            HearingPublicity.ClosedForMedicalSecrecy))
        {
            Contract = "publicity",
        },
        new ChecksField("partie", "Huis clos partiel", [new Option("oui", "Une partie seulement de l’audience est à huis clos")])
        {
            Required = false, Contract = "closed_in_part", Expected = "Une audience publique n’a pas de partie à huis clos.",
        },
        new TextField("president", "Président de la formation")
        {
            Contract = "members[0]", Hint = "Prénom et nom du magistrat.",
            Expected = "Nommez un autre magistrat : celui-ci a connu de l’affaire, ou porte le nom d’une partie.",
        },
        new LongTextField("titulaires", "Membres titulaires") { Rows = 5, Contract = "members", Hint = PerLine, Expected = Members },
        new LongTextField("suppleants", "Membres suppléants") { Rows = 3, Required = false, Hint = PerLine },
    ];

    public override string Name => "fixer-audience";

    public override string Title => "Fixer l’audience";

    protected override IReadOnlyList<string> Wanted => [Pending, ToSet];

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
    [
        "Chaque partie est convoquée : la convocation lui parvient quinze jours au moins avant l’audience, plus le délai de distance (CSP R.4126-25).",
        "Elle dit au médecin qu’il a le droit de se taire.",
        "Sans ordonnance, l’instruction est close trois jours francs avant l’audience (CJA R.613-2, par CSP R.4126-16).",
    ]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var answers = request.Answers;
        var sent = new SetHearingRequest
        {
            RequestId = request.RequestId, CaseId = request.Record, Etag = request.Etag, SetOn = answers.ProtoDate("fixee-le"),
            HearingOn = answers.ProtoDate("audience-le"), StartsAt = answers.Text("heure"), Place = answers.Text("lieu"),
            Publicity = answers.Chosen<HearingPublicity>("publicite"), ClosedInPart = answers.Yes("partie"),
        };
        sent.Members.Add(new FormationMember { Name = answers.Text("president"), Role = FormationRole.President });
        sent.Members.Add(answers.Lines("titulaires").Select(line => Member(line, FormationRole.Titular)));
        sent.Members.Add(answers.Lines("suppleants").Select(line => Member(line, FormationRole.Substitute)));
        var hearing = (await hearings.SetHearingAsync(sent)).Hearing;
        return new Outcome("L’audience est fixée", hearing.CaseNumber)
        {
            Next = [.. hearing.Awaited.Select(party => $"À convoquer : {InstructionWords.Of(party)}.")], Address = $"/audiences/{hearing.HearingId}",
            AddressLabel = "Ouvrir l’audience",
        };
    }

    protected override ActSubject Complete(Instruction instruction, ActSubject subject) => subject with
    {
        Fields = Questions, Facts = instruction.Rapporteurs is [.., var last] ? [new Line("Rapporteur", last.Name)] : [],
    };

    private static FormationMember Member(string line, FormationRole role) => line.LastIndexOf(',') is > 0 and var at
        ? new FormationMember { Name = line[..at].Trim(), Council = line[(at + 1)..].Trim(), Role = role }
        : new FormationMember { Name = line, Role = role };
}
