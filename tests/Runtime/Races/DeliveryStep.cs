namespace Orleans.Ray.Tests.Races;

/// <summary>One step of a random history: a call of one caller, a cancel of an earlier call, or a crash.</summary>
public sealed record DeliveryStep(DeliveryKind Kind, int Caller, int Target);
