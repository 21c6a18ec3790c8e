namespace Orleans.Ray.Tests.Store.Values;

/// <summary>A struct of the user's, without references and unknown to any serializer.</summary>
internal readonly record struct Sensor(int Id, double Value, byte Flag);
