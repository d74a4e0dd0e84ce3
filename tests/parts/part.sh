#!/bin/sh
#SBATCH --array=1-1000%200 --cpus-per-task=1 --mem=1G
# One part of a site as a job of Slurm: the unit that stands on the task's line of the file `parts`. Run in the folder that holds content/ and parts, which all nodes share.
p=$(sed -n "${SLURM_ARRAY_TASK_ID}p" parts) && exec lihui build content --part "$p" --date "${AS_OF:-2019-12-31}" -o "part/$p" --jobs 1
