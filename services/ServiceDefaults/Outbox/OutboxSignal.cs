using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.ServiceDefaults.Outbox;

public sealed class OutboxSignal : Signal;
