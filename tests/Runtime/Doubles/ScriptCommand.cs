namespace Orleans.Ray.Tests.Doubles;

/// <summary>What a scripted task does next.</summary>
internal enum ScriptCommand
{
    Yield,
    Fail,
    End,
}
