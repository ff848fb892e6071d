using OrdreCouncils.ServiceDefaults.Work;
using OrdreCouncils.WebConsole.Drafts;

namespace OrdreCouncils.WebConsole.SignIn;

/// <summary>Deletes what is over: sessions, forms that nobody came back for, old drafts.</summary>
internal sealed class SessionSweep(SessionStore sessions, HeldPosts held, DraftStore drafts, ILogger<SessionSweep> log)
    : PeriodicWork(TimeSpan.FromMinutes(10), TimeProvider.System, log)
{
    public override async Task RunOnceAsync(CancellationToken cancellation)
    {
        await sessions.SweepAsync(cancellation);
        await held.SweepAsync(cancellation);
        await drafts.SweepAsync(cancellation);
    }
}
