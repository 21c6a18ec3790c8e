namespace Orleans.Ray.Tests.Doubles;

/// <summary>A user's exception that throws when it is looked at.</summary>
internal sealed class UnreadableException : Exception
{
    public override string Message => throw new InvalidOperationException("no message");

    public override string StackTrace => throw new InvalidOperationException("no stack");
}
