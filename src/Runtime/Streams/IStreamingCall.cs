using Orleans.Ray.Tasks;

namespace Orleans.Ray.Streams;

/// <summary>A task or an actor call whose method streams its items.</summary>
internal interface IStreamingCall
{
    Submitter Origin { get; }

    string Name { get; }

    TaskId TaskId { get; }

    StreamProgress Progress { get; }
}
