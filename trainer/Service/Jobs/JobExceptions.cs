using Lts.Hosting;

namespace Lts.Trainer.Service.Jobs;

/// <summary>There is no such job, or no such file of it.</summary>
internal sealed class JobNotFoundException(string message) : Exception(message);

/// <summary>A job of this id trains something else.</summary>
internal sealed class JobConflictException(string id) : Exception(
    $"Job '{id}' already exists with another architecture, configuration or text. Choose another job_id.");

/// <summary>The job's state does not allow what was asked.</summary>
internal sealed class JobStateException(string message) : Exception(message);

/// <summary>There is no room for another job, or another text: in the queue or on the disk.</summary>
internal sealed class JobRoomException(string message) : Exception(message);

/// <summary>A download shall begin beyond the end of its file.</summary>
internal sealed class OffsetException(string message) : Exception(message);

/// <summary>The <c>job.json</c> of a job cannot be written now; nothing has changed.</summary>
internal sealed class JobNotWrittenException(UserErrorException cause) : Exception(cause.Message, cause);
