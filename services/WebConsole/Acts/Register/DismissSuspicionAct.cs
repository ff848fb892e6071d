using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Register;

/// <summary>Two records are not one person.</summary>
[Calls("registry/DuplicatesService/DismissSuspicion")]
[Calls("registry/DuplicatesService/CompareRecords")]
internal sealed class DismissSuspicionAct(DuplicatesService.DuplicatesServiceClient duplicates) : PairAct(duplicates)
{
    public override string Name => "ecarter-doublon";

    public override string Title => "Dire que ce sont deux personnes";

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
        ["Ces fiches ne sont plus proposées comme doublon.", "Elles pourront encore être fusionnées."]);

    public override async Task<Outcome> SendAsync(ActRequest request)
    {
        var (first, second) = Parts(request.Record);
        var answer = await Duplicates.DismissSuspicionAsync(new DismissSuspicionRequest
        {
            RequestId = request.RequestId, First = first, Second = second, Reason = request.Answers.Text("motif"),
        });
        return new Outcome(answer.Dismissed ? "Le doublon est écarté" : "Ce doublon était déjà écarté")
        {
            Address = "/doublons", AddressLabel = "Revenir aux doublons",
        };
    }

    protected override ActSubject Complete(CompareRecordsResponse compared, ActSubject subject) => subject with
    {
        Fields = [new LongTextField("motif", "Pourquoi sont-ce deux personnes ?") { Longest = 500, Rows = 3, Contract = "reason", Expected = LongestReason }],
    };
}
