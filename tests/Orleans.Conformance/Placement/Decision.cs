using Orleans.Runtime;

namespace Orleans.Conformance.Placement;

public sealed record Decision(SiloAddress Decider, int Level, Dictionary<string, object>? Context, bool AmbientIsEmpty, TaskScheduler Scheduler);
