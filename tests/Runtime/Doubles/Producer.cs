namespace Orleans.Ray.Tests.Doubles;

/// <summary>Everything that can stream.</summary>
public enum Producer
{
    AsyncTask,
    BlockingTask,
    Actor,
    ThreadedActor,
    AsyncActor,
}
