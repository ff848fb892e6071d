using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.ServiceDefaults.Outbox;

/// <summary>Tells the relay that a message was committed, so that it need not wait for its next look.</summary>
public sealed class OutboxSignal : Signal;
