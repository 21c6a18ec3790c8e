namespace Orleans.Ray.Tests.Doubles;

[GenerateSerializer]
internal sealed record Point(int X, int Y);
