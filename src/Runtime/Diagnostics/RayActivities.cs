using System.Diagnostics;

namespace Orleans.Ray.Diagnostics;

/// <summary>The activities of runs: each run of a task or call is a child of the activity in which it was submitted. They cost nothing until somebody listens to the source.</summary>
internal static class RayActivities
{
    public const string SourceName = "Orleans.Ray";

    private static readonly ActivitySource Source = new(SourceName);

    public static bool HasListeners => Source.HasListeners();

    public static Activity? Start(string name, ActivityContext submitter, TaskId task, JobId job, ActorId? actor, NodeId node, int attempt)
    {
        if (!Source.HasListeners() || Source.CreateActivity(name, ActivityKind.Internal, submitter) is not { } activity)
        {
            return null;
        }

        activity.SetTag("ray.task.id", task.ToString());
        activity.SetTag("ray.task.attempt", attempt);
        activity.SetTag("ray.job.id", job.ToString());
        activity.SetTag("ray.node.id", node.ToString());
        if (actor is { } id)
        {
            activity.SetTag("ray.actor.id", id.ToString());
        }

        return activity.Start();
    }

    public static void Stop(Activity activity, Exception? failure)
    {
        if (failure is not null)
        {
            activity.SetStatus(ActivityStatusCode.Error, failure.Message);
            activity.SetTag("error.type", failure.GetType().FullName);
        }

        activity.Stop();
    }
}
