namespace Orleans.Polyfill;

/// <param name="IsLost">It never arrives.</param>
/// <param name="IsDuplicated">It arrives twice.</param>
/// <param name="Delay">Zero: at once.</param>
/// <param name="Overtakers">How many later messages come first.</param>
internal readonly record struct LinkDecision(bool IsLost, bool IsDuplicated, TimeSpan Delay, int Overtakers);
